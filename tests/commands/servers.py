"""Real database servers for the scripts of this folder: private data folders, unix sockets and loopback, ended with the script.
PostgreSQL refuses to run as root: it then runs as another user."""
import atexit
import glob
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def account():
    """(uid, gid) that the server runs as; None: as this user."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
        except KeyError:
            continue
    skip("no account to run a server as")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Scanner:
    """Runs aval in the current folder as its home, and keeps all that it said."""

    def __init__(self, binary, **environment):
        self.binary, self.environment, self.everything = binary, environment, []

    def run(self, *arguments, **options):
        done = subprocess.run([self.binary, "--lang", "en", *arguments], capture_output=True, text=True, timeout=300,
                              env={**os.environ, "HOME": os.getcwd(), **self.environment, **options})
        self.everything.append(done.stdout + done.stderr)
        return done

    def scan(self, uri, *more, code=0, **options):
        done = self.run("scan", uri, "--format", "json", *more, **options)
        assert done.returncode == code, (uri, done.returncode, done.stdout[:1000], done.stderr)
        return json.loads(done.stdout)["sources"][0]

    def refused(self, uri, *words, **options):
        done = self.run("scan", uri, **options)
        assert done.returncode == 2 and done.stdout == "", (uri, done.returncode, done.stdout[:300], done.stderr)
        for word in words:
            assert word in done.stderr, (word, done.stderr)
        return done.stderr


class Server:
    def __init__(self):
        self.owner = account()
        # Short: the path of a unix socket has at most 107 bytes.
        self.folder = tempfile.mkdtemp(prefix="aval-db-", dir="/tmp")
        self.port = free_port()
        self.process = None
        os.chmod(self.folder, 0o755)
        if self.owner:
            os.chown(self.folder, *self.owner)
        atexit.register(self.stop, True)

    def command(self, *arguments, **options):
        if self.owner:
            options.update(user=self.owner[0], group=self.owner[1], extra_groups=[])
        return dict(args=list(arguments), cwd=self.folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": self.folder, "TZ": "UTC"},
                    stdin=subprocess.DEVNULL, **options)

    def run(self, *arguments):
        done = subprocess.run(**self.command(*arguments, capture_output=True, text=True))
        assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def start(self, *arguments):
        self.log = open(os.path.join(self.folder, "log"), "ab")
        self.process = subprocess.Popen(**self.command(*arguments, stdout=self.log, stderr=self.log))
        for _ in range(600):
            if self.is_ready():
                return
            assert self.process.poll() is None, open(self.log.name, errors="replace").read()[-3000:]
            time.sleep(0.1)
        raise AssertionError("the server did not start: " + open(self.log.name, errors="replace").read()[-3000:])

    def kill(self):
        """As when the machine stops: nothing is said to anyone."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self, remove=False):
        if self.process:
            self.process.send_signal(signal.SIGINT if "postgres" in self.process.args[0] else signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        if remove:
            shutil.rmtree(self.folder, ignore_errors=True)


class Postgres(Server):
    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        self.bin = found[-1] if found else os.path.dirname(shutil.which("initdb") or "")
        if not self.bin:
            skip("PostgreSQL is not installed (package postgresql)")
        super().__init__()
        self.data = os.path.join(self.folder, "data")
        self.run(os.path.join(self.bin, "initdb"), "-D", self.data, "-U", "admin", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        with open(os.path.join(self.data, "pg_hba.conf"), "w") as file:
            file.write("local all admin trust\nlocal all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n")
        self.launch()

    def launch(self):
        self.start(os.path.join(self.bin, "postgres"), "-D", self.data, "-k", self.folder, "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
                   "-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=20")

    def is_ready(self):
        done = subprocess.run([os.path.join(self.bin, "pg_isready"), "-q", "-h", self.folder, "-p", str(self.port)])
        return done.returncode == 0

    def sql(self, text, database="postgres"):
        done = subprocess.run([os.path.join(self.bin, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port),
                               "-U", "admin", "-d", database], input=text, capture_output=True, text=True)
        assert done.returncode == 0, (text[:200], done.stderr)
        return done.stdout.strip()

    def uri(self, database, user="admin", more=""):
        return f"postgresql://{user}@{self.folder.replace('/', '%2F')}:{self.port}/{database}{more}"


class MariaDb(Server):
    def __init__(self):
        self.daemon = shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin")
        self.install = shutil.which("mariadb-install-db")
        if not self.daemon or not self.install:
            skip("MariaDB is not installed (package mariadb-server)")
        super().__init__()
        self.data = os.path.join(self.folder, "data")
        self.socket = os.path.join(self.folder, "s")
        self.run(self.install, "--no-defaults", "--datadir=" + self.data, "--auth-root-authentication-method=normal", "--skip-test-db", "--force")
        self.start(self.daemon, "--no-defaults", "--datadir=" + self.data, "--socket=" + self.socket, "--port=" + str(self.port), "--bind-address=127.0.0.1",
                   "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0", "--pid-file=" + os.path.join(self.folder, "pid"), "--character-set-server=utf8mb4")

    def client(self, *arguments):
        return ["mariadb", "--no-defaults", "--batch", "--skip-column-names", "--socket=" + self.socket, "--user=root", "--default-character-set=utf8mb4", *arguments]

    def is_ready(self):
        return os.path.exists(self.socket) and subprocess.run(self.client("-e", "SELECT 1"), capture_output=True).returncode == 0

    def sql(self, text, database=""):
        done = subprocess.run(self.client(*([database] if database else [])), input=text, capture_output=True, text=True)
        assert done.returncode == 0, (text[:200], done.stderr)
        return done.stdout.strip()

    def uri(self, database="", user="root", more=""):
        return f"mysql://{user}@localhost/{database}?socket={self.socket}{more}"
