# SPDX-License-Identifier: MIT
"""Certificates made with openssl(1): an authority when the server starts, one for a host when it is first asked for."""
import contextlib
import fcntl
import os
import ssl
import subprocess

from script import Host

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


def openssl(folder, *words):
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {' '.join(words)}: {done.stderr}")


@contextlib.contextmanager
def locked(folder):
    """Servers that share the folder make one certificate after the other."""
    with open(os.path.join(folder, "lock"), "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def signed(folder, stem, name, days):
    """By the authority; stem.pem and stem.key."""
    openssl(folder, "req", "-new", *KEY, "-keyout", f"{stem}.key", "-out", f"{stem}.csr", "-subj", "/CN=test",
            "-addext", f"subjectAltName=DNS:{name}")
    openssl(folder, "x509", "-req", "-in", f"{stem}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", str(days),
            "-copy_extensions", "copy", "-out", f"{stem}.pem")


def self_signed(folder, stem, name):
    openssl(folder, "req", "-x509", *KEY, "-keyout", f"{stem}.key", "-out", f"{stem}.pem", "-days", "2",
            "-subj", "/CN=test", "-addext", f"subjectAltName=DNS:{name}")


MAKERS = {
    "good": lambda folder, stem, name: signed(folder, stem, name, 2),
    "expired": lambda folder, stem, name: signed(folder, stem, name, -1),
    "wrong-name": lambda folder, stem, _: signed(folder, stem, "another.invalid", 2),
    "self-signed": self_signed,
}


def context(folder, name, kind, is_h2):
    """Of one host, with a certificate that is made unless the folder has it from an earlier server."""
    stem = os.path.join(folder, f"{name}-{kind}")
    with locked(folder):
        if not os.path.exists(f"{stem}.pem"):
            MAKERS[kind](folder, stem, name)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(f"{stem}.pem", f"{stem}.key")
    made.set_alpn_protocols(["h2", "http/1.1"] if is_h2 else ["http/1.1"])
    return made


def contexts(folder, script):
    """The context to listen with: it hands each name its host's certificate and protocols. The folder gets ca.pem."""
    with locked(folder):
        if not os.path.exists(os.path.join(folder, "ca.pem")):
            openssl(folder, "req", "-x509", *KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
                    "-subj", "/CN=test CA")
    made = {}

    def choose(connection, name, _):
        name = name or "localhost"
        if name not in made:
            host = script.host(name) or Host()
            made[name] = context(folder, name, host.tls, host.h2)
        connection.context = made[name]

    listening = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    listening.set_alpn_protocols(["h2", "http/1.1"])
    listening.sni_callback = choose
    return listening
