// What the pages do better with a script; each works without it.
"use strict";

// A file is sent with its progress, and can be given up.
document.querySelectorAll("form[enctype='multipart/form-data']").forEach(function (form) {
  form.addEventListener("submit", function (event) {
    const file = form.querySelector("input[type=file]");
    if (!file || !file.files.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const bar = document.createElement("progress");
    const label = document.createElement("p");
    const stop = document.createElement("button");
    const french = document.documentElement.lang === "fr";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", french ? "Envoi du fichier" : "Sending the file");
    label.setAttribute("role", "status");
    stop.type = "button";
    stop.className = "second";
    stop.textContent = french ? "Arrêter l'envoi" : "Stop sending";
    stop.addEventListener("click", function () { request.abort(); });
    form.append(bar, label, stop);
    form.querySelectorAll("button[type=submit]").forEach(function (b) { b.disabled = true; });
    request.upload.addEventListener("progress", function (sent) {
      if (!sent.lengthComputable) return;
      bar.value = sent.loaded / sent.total;
      label.textContent = Math.floor(100 * bar.value) + (french ? " % envoyés" : " % sent");
    });
    const leave = function () { window.location.assign(window.location.pathname); };
    request.addEventListener("load", function () {
      if (request.status < 400) window.location.assign(request.responseURL);
      else { document.open(); document.write(request.responseText); document.close(); }
    });
    request.addEventListener("error", leave);
    request.addEventListener("abort", leave);
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
});

// Scans that are not over: the page is read again when one of them changes.
(function () {
  const queue = document.getElementById("queue");
  if (!queue || !queue.querySelector(".pending")) return;
  let before = null;
  window.setInterval(function () {
    fetch("/scans", {credentials: "same-origin"}).then(function (answer) {
      return answer.ok ? answer.text() : null;
    }).then(function (now) {
      if (before !== null && now !== null && now !== before) window.location.reload();
      if (now !== null) before = now;
    }).catch(function () {});
  }, 1500);
})();
