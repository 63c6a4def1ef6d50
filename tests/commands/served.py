"""A workspace served by the real binary, asked as a browser would: cookies kept, forms filled in from
the page that holds them."""
import html
import http.client
import os
import re
import signal
import subprocess
import time
import urllib.parse


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.set_cookie = response.headers.get_all("Set-Cookie") or []
        self.bytes = response.read()
        self.text = self.bytes.decode("utf-8", "replace")

    def field(self, name):
        """The value of a hidden or plain input of the page."""
        found = re.search(r'<input[^>]*name="' + re.escape(name) + r'"[^>]*value="([^"]*)"', self.text)
        assert found, (name, self.text[:2000])
        return html.unescape(found[1])

    def verdict(self):
        found = re.search(r'<p class="verdict">([^<]*)</p>', self.text)
        assert found, self.text[:2000]
        return html.unescape(found[1])


class Served:
    """`with Served(binary, ...) as web`: web.get(path), web.post(path, fields)."""

    def __init__(self, binary, *arguments, language="en"):
        self.command = [binary, "--lang", language, "serve", "--no-browser", *arguments]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.link = None
        while self.link is None:
            line = self.process.stdout.readline()
            assert line, self.process.stderr.read()
            found = re.search(r"http://([\d.]+:\d+)(/\S*)", line)
            if found:
                self.host, self.link = found[1], found[2]
        self.cookie = None
        return self

    def __exit__(self, *reason):
        self.stop(signal.SIGTERM)

    def stop(self, number):
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            sent = dict(headers or {})
            if self.cookie and "Cookie" not in sent:
                sent["Cookie"] = self.cookie
            connection.request(method, path, body, sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def enter(self):
        answer = self.ask("GET", self.link)
        assert answer.status == 200, answer.status
        self.cookie = answer.set_cookie[0].split(";")[0]
        self.token = self.get("/").field("form_token")
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields, token=None):
        """A form sent; follows to the page it leads to. `fields`: a dictionary or pairs."""
        pairs = list(fields.items() if isinstance(fields, dict) else fields)
        body = urllib.parse.urlencode([("form_token", token or self.token), *pairs])
        answer = self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def upload(self, name, content, token=None, path="/datasets/upload"):
        border = "border" + os.urandom(8).hex()
        parts = [f'--{border}\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{token or self.token}\r\n',
                 f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                 "Content-Type: application/octet-stream\r\n\r\n"]
        body = "".join(parts).encode() + content + f"\r\n--{border}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={border}"})

    def form_fields(self, text, ending):
        """Every field of the form whose action ends so, as it would be sent untouched, but for its token."""
        form = re.search(r'<form method="post" action="[^"]*' + ending + r'">.*?</form>', text, re.S)[0]
        fields = {}
        for found in re.finditer(r"<input([^>]*)>", form):
            kind, name, value = (re.search(key + r'="([^"]*)"', found[1]) for key in ("type", " name", " value"))
            if kind[1] in ("hidden", "text", "number") and name[1] != "form_token":
                fields[name[1]] = html.unescape(value[1]) if value else ""
        for found in re.finditer(r"<textarea([^>]*)>\n?(.*?)</textarea>", form, re.S):
            fields[re.search(r' name="([^"]*)"', found[1])[1]] = html.unescape(found[2])
        for found in re.finditer(r'<select([^>]*)>(.*?)</select>', form, re.S):
            options = re.findall(r'<option value="([^"]*)"( selected="selected")?', found[2])
            fields[re.search(r' name="([^"]*)"', found[1])[1]] = next((value for value, chosen in options if chosen), options[0][0])
        return fields

    def wait_for_task(self, page):
        """The page of a task once it is over; any other page as it is."""
        task = re.search(r'action="(/tasks/[0-9a-f]{32})/cancel"', page.text)
        deadline = time.monotonic() + 120
        while task and '"pending":true' in self.get(task[1] + "/state").text:
            assert time.monotonic() < deadline, "the task does not end"
            time.sleep(0.05)
        return self.get(task[1]) if task else page

    def wait_for_scans(self):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if not re.search(r'"state":"(waiting|running)"', self.get("/scans").text):
                return
            time.sleep(0.05)
        raise AssertionError("the scans do not end")
