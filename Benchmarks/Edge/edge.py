"""Measures the edge against the stack that promptgate replaces, in one run on one machine:
both are asked in turn by wrk, which shares the processors with them.

    python3 Benchmarks/Edge/edge.py [--seconds 10] [--rounds 3] [--json FILE] [--no-peer]
"""
import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "Tests", "Journey"))

from harness import Gate  # noqa: E402

SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u")]


def words(count, salt):
    maker, made = random.Random(salt), set()
    while len(made) < count:
        made.add("".join(maker.choice(SYLLABLES) for _ in range(maker.randint(2, 4))))
    return sorted(made)


def prompts(count, vocabulary, banned):
    """About 220 characters each; three in a hundred hold a banned word."""
    maker, texts = random.Random(7), []
    for _ in range(count):
        text = [maker.choice(vocabulary) for _ in range(maker.randint(15, 50))]
        if maker.random() < 0.03:
            text[maker.randrange(len(text))] = maker.choice(banned)
        texts.append(" ".join(text) + " --ar 16:9")
    return texts


def wrk(port, bodies, key, seconds, connections=64):
    environment = dict(os.environ, EDGE_BODIES=bodies, EDGE_KEY=key)
    told = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s",
         os.path.join(HERE, "load.lua"), f"http://127.0.0.1:{port}"],
        env=environment, capture_output=True, text=True, check=True).stdout
    line = [line for line in told.splitlines() if line.startswith("EDGE ")][0]
    found = json.loads(line[5:])
    found["rate"] = found["requests"] / found["seconds"]
    return found


class Peer:
    def __init__(self, python, words):
        with __import__("socket").socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [python, "-m", "uvicorn", "peer:app", "--port", str(self.port), "--log-level",
             "warning", "--no-access-log"], cwd=HERE, env=dict(os.environ, BANNED_WORDS=words))
        for _ in range(200):
            try:
                __import__("socket").create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the peer does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def python_of_the_peer():
    folder = os.path.join(ROOT, ".build", "edge-venv")
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "fastapi", "uvicorn"], check=True)
    return python


def memory(process):
    with open(f"/proc/{process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def idle_connections(gate, key, count=2000):
    """Bytes that so many connections cost which were used once and are kept alive."""
    import socket
    body = json.dumps({"text": "a lighthouse"}).encode()
    raw = (f"POST /v1/moderate HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer {key}\r\n"
           f"Content-Length: {len(body)}\r\n\r\n").encode() + body
    before, links = memory(gate.process), []
    for _ in range(count):
        link = socket.create_connection(("127.0.0.1", gate.port))
        link.sendall(raw)
        link.recv(65536)
        links.append(link)
    grown = memory(gate.process) - before
    for link in links:
        link.close()
    return grown


def written(folder, name, lines):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.writelines(json.dumps(line) + "\n" if not isinstance(line, str) else line + "\n"
                        for line in lines)
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build/release/promptgate"))
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json")
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    folder = tempfile.mkdtemp(prefix="promptgate-edge-")
    banned = words(2000, 1)
    vocabulary = [word for word in words(6000, 2) if word not in set(banned)]
    texts = prompts(1000, vocabulary, banned)
    list_of_words = written(folder, "banned_words.txt", banned)
    single = written(folder, "single.jsonl", [{"text": text} for text in texts])
    hundreds = written(
        folder, "hundreds.jsonl",
        [{"texts": random.Random(place).sample(texts, 100)} for place in range(40)])
    gate = Gate(os.path.abspath(options.binary), folder=folder)
    peer = None if options.no_peer else Peer(python_of_the_peer(), list_of_words)
    rounds = {"peer": [], "gate": [], "hundreds": []}
    try:
        tenant = gate.tenant("bench", rate_limit={"requests": 1_000_000, "per": "second"})
        wrk(gate.port, single, tenant.key, 2)
        if peer:
            wrk(peer.port, single, "none", 2)
        for _ in range(options.rounds):
            if peer:
                rounds["peer"].append(wrk(peer.port, single, "none", options.seconds))
            rounds["gate"].append(wrk(gate.port, single, tenant.key, options.seconds))
        for _ in range(options.rounds):
            rounds["hundreds"].append(wrk(gate.port, hundreds, tenant.key, options.seconds, 8))
        idle = idle_connections(gate, tenant.key)
    finally:
        gate.stop()
        if peer:
            peer.stop()
    report(rounds, idle, options)


def report(rounds, idle, options):
    def middle(name, field):
        return statistics.median(one[field] for one in rounds[name])
    errors = sum(one["errors"] for name in rounds for one in rounds[name])
    told = {
        "gate_per_second": middle("gate", "rate"), "gate_p50_ms": middle("gate", "p50"),
        "gate_p99_ms": middle("gate", "p99"),
        "verdicts_per_second": 100 * middle("hundreds", "rate"),
        "idle_mib": idle / (1 << 20), "errors": errors}
    if rounds["peer"]:
        told |= {"peer_per_second": middle("peer", "rate"), "peer_p99_ms": middle("peer", "p99")}
        told["times_the_peer"] = told["gate_per_second"] / told["peer_per_second"]
    for name, value in told.items():
        print(f"{name:24} {value:12,.1f}")
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"rounds": rounds, **told}, file, indent=1)


if __name__ == "__main__":
    main()
