# SPDX-License-Identifier: MIT
"""Certificates made with openssl(1): an authority when the server starts, one for a host when it is first asked for."""
import os
import ssl
import subprocess

from script import Host

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


def openssl(folder, *words):
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {' '.join(words)}: {done.stderr}")


def signed(folder, name, told, days):
    """A certificate for the host `told`, in files called after `name`."""
    openssl(folder, "req", "-new", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=test",
            "-addext", f"subjectAltName=DNS:{told}")
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", str(days),
            "-copy_extensions", "copy", "-out", f"{name}.pem")


def self_signed(folder, name):
    openssl(folder, "req", "-x509", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2",
            "-subj", "/CN=test", "-addext", f"subjectAltName=DNS:{name}")


MAKERS = {
    "good": lambda folder, name: signed(folder, name, name, 2),
    "expired": lambda folder, name: signed(folder, name, name, -1),
    "wrong-name": lambda folder, name: signed(folder, name, "another.invalid", 2),
    "self-signed": self_signed,
}


def context(folder, name, kind, is_h2):
    """Of one host, made when it is first asked for; its files bear its name."""
    if not os.path.exists(os.path.join(folder, f"{name}.pem")):
        MAKERS[kind](folder, name)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(os.path.join(folder, f"{name}.pem"), os.path.join(folder, f"{name}.key"))
    made.set_alpn_protocols(["h2", "http/1.1"] if is_h2 else ["http/1.1"])
    return made


def contexts(folder, script):
    """The context to listen with: it hands each name its host's certificate and protocols. ca.pem lies in the folder."""
    if not os.path.exists(os.path.join(folder, "ca.pem")):
        openssl(folder, "req", "-x509", *KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test CA")
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
