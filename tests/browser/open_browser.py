"""One Chromium for many pages, spoken to through its debugging pipe (Chrome DevTools Protocol)."""
import base64
import fcntl
import json
import os
import subprocess
import tempfile

import browser_tools as tools


class Browser:
    """Opens pages one after the other in one tab; use it in a `with`."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        (hears, self.says), (self.hears, says) = os.pipe(), os.pipe()
        # Out of the way of 3 and 4: the browser reads from the one and writes to the other.
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (hears, says)]

        def put_in_place():
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            [tools.chromium(), *tools.FLAGS, "--remote-debugging-pipe",
             f"--user-data-dir={self.profile.name}"],
            preexec_fn=put_in_place, pass_fds=(3, 4), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        for end in (hears, says, *high):
            os.close(end)
        self.waiting, self.number, self.events = b"", 0, []
        self.session = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        self.ask("Page.setBypassCSP", enabled=True)
        return self

    def __exit__(self, *reason):
        self.process.terminate()
        self.process.wait(timeout=30)
        os.close(self.says)
        os.close(self.hears)
        self.profile.cleanup()

    def read(self):
        while b"\0" not in self.waiting:
            piece = os.read(self.hears, 1 << 20)
            if not piece:
                raise RuntimeError("Chromium ended")
            self.waiting += piece
        message, self.waiting = self.waiting.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        data = json.dumps(request).encode() + b"\0"
        while data:
            data = data[os.write(self.says, data):]
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer.get("method"))

    def open(self, address):
        self.events.clear()
        self.ask("Page.navigate", url=address)
        while "Page.loadEventFired" not in self.events:
            self.events.append(self.read().get("method"))

    def resize(self, width, height=2000):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)

    def evaluate(self, script):
        """The value of the script, awaited."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True,
                          returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def screenshot(self):
        """The whole page, as PNG."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        picture = self.ask("Page.captureScreenshot", captureBeyondViewport=True,
                           clip={"x": 0, "y": 0, "width": size["width"], "height": size["height"],
                                 "scale": 1})
        return base64.b64decode(picture["data"])
