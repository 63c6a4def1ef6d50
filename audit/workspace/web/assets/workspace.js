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

// Long work: its page is read again once it is over.
(function () {
  const task = document.getElementById("task");
  if (!task) return;
  const timer = window.setInterval(function () {
    fetch(window.location.pathname + "/state", {credentials: "same-origin"}).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (state) {
      if (state === null || state.pending) return;
      window.clearInterval(timer);
      window.location.reload();
    }).catch(function () {});
  }, 1000);
})();

// The page of a gate tells that its verdict has changed; it is not read again by itself, since a
// decision may be half written there.
(function () {
  const place = document.getElementById("live-gate");
  if (!place) return;
  let before = null;
  window.setInterval(function () {
    if (document.hidden) return;
    fetch(window.location.pathname + "/state", {credentials: "same-origin"}).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (now) {
      if (now === null) return;
      if (before !== null && now.facts !== before) {
        const link = document.createElement("a");
        link.href = window.location.pathname;
        link.textContent = now.link;
        place.className = "notice";
        place.replaceChildren(document.createTextNode(now.text + " "), link);
      }
      before = now.facts;
    }).catch(function () {});
  }, 4000);
})();

// A form saved as one types: a while after the last change, and one at a time.
document.querySelectorAll(".autosaved").forEach(function (part) {
  const form = part.querySelector("form");
  const verdict = part.querySelector(".live-verdict");
  if (!form) return;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.className = "saved";
  form.append(told);
  let timer = null, sending = false, again = false, stopped = false;
  const send = function () {
    if (stopped) return;
    if (sending) { again = true; return; }
    sending = true;
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "1");
    fetch(form.action, {method: "POST", credentials: "same-origin", body: body}).then(function (answer) {
      return answer.ok ? answer.json() : Promise.reject(new Error(answer.status));
    }).then(function (saved) {
      const time = saved.at ? " " + new Date(saved.at).toLocaleTimeString(document.documentElement.lang, {hour: "2-digit", minute: "2-digit"}) : "";
      told.textContent = saved.text + time;
      told.className = saved.saved && !saved.stop ? "saved" : "saved problem";
      if (!saved.saved) return;
      if (verdict) verdict.textContent = saved.verdict;
      if (saved.stop) stopped = true;
      else form.querySelector("input[name=version]").value = saved.version;
    }).catch(function () {
      const french = document.documentElement.lang === "fr";
      told.textContent = french ? "Pas enregistré : le serveur ne répond pas. Le bouton « Enregistrer » reste là."
        : "Not recorded: the server does not answer. The 'Record' button is still there.";
      told.className = "saved problem";
    }).finally(function () {
      sending = false;
      if (again) { again = false; send(); }
    });
  };
  form.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, 1500);
  });
  form.addEventListener("submit", function () { window.clearTimeout(timer); stopped = true; });
});
