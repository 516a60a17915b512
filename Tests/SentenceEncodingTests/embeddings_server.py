"""An embeddings endpoint for the tests: deterministic vectors, and a fault for each name that the address may begin with.

Prints its port, and ends when its standard input does. A text's vector is its SHA-256, a byte b being the number b - 127.5.
"""

import glob
import hashlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "Bearer sk-test/\"quoted\"\\key"
requests = {}
opening = 0  # when the busy server takes requests again


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        global opening
        name = self.path.split("/")[1]
        count = requests[name] = requests.get(name, 0) + 1
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = request["input"]
        data = [
            {"object": "embedding", "index": i, "embedding": [b - 127.5 for b in hashlib.sha256(text.encode()).digest()]}
            for i, text in enumerate(texts)
        ]
        key = self.headers.get("Authorization", "")
        if name == "down" or name == "flaky" and count < 3:
            self.answer(500, {"error": {"message": "out of order"}})
        elif name == "busy" and (count == 1 or time.monotonic() < opening):
            opening = time.monotonic() + 0.9
            self.answer(429, {"error": {"message": "slow down"}}, {"Retry-After": "1"})
        elif name == "closed":
            self.answer(429, {"error": {"message": "come back tomorrow"}}, {"Retry-After": "86400"})
        elif name == "slow":
            time.sleep(20)
        elif name == "reset" and count < 3:
            self.connection.close()
        elif name == "text":
            self.answer(200, "hello")
        elif name == "few":
            self.answer(200, {"data": data[1:]})
        elif name == "uneven":
            data[0]["embedding"].pop()
            self.answer(200, {"data": data})
        elif name == "twice":
            self.answer(200, {"data": data[:-1] + data[:1]})
        elif name == "zero":
            self.answer(200, {"data": [{"embedding": [0, 0]} for _ in data]})
        elif name == "reversed":
            self.answer(200, {"data": data[::-1]})
        elif name == "portions" and (len(texts) > 4 or sum(len(text.encode()) for text in texts) > 100 and len(texts) > 1):
            self.answer(413, {"error": {"message": "too much"}})
        elif name == "locked" and (key != KEY or visible(KEY)):
            self.answer(418, {"error": {"message": "no key, or one that others can see"}})
        elif name == "echo":
            self.answer(401, {"error": {"message": "wrong key\n" + key}})
        elif name == "model" and (request["model"] != "intfloat/multilingual-e5-large" or not texts[0].startswith("query: ")):
            self.answer(404, {"error": {"message": "no such model"}})
        else:
            self.answer(200, {"object": "list", "data": data})

    def answer(self, status, body, headers={}):
        body = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def visible(key):
    """Whether the key is in any process's arguments, or in the environment of a curl."""
    secret = key.removeprefix("Bearer ").encode()
    for path in glob.glob("/proc/[0-9]*"):
        try:
            arguments = open(path + "/cmdline", "rb").read()
            environment = open(path + "/environ", "rb").read() if arguments.startswith(b"curl\0") else b""
        except OSError:
            continue
        if secret in arguments or secret in environment:
            return True
    return False


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
os._exit(0)
