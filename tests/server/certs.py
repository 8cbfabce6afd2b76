# SPDX-License-Identifier: MIT
"""Certificates made when the server starts, with openssl(1): an authority, and under it one good and some bad ones."""
import os
import ssl
import subprocess

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


def openssl(folder, *words):
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {' '.join(words)}: {done.stderr}")


def alternatives(names):
    return "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)


def signed(folder, kind, names, days):
    openssl(folder, "req", "-new", *KEY, "-keyout", f"{kind}.key", "-out", f"{kind}.csr", "-subj", "/CN=test",
            "-addext", alternatives(names))
    openssl(folder, "x509", "-req", "-in", f"{kind}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", str(days),
            "-copy_extensions", "copy", "-out", f"{kind}.pem")


def self_signed(folder, kind, names, days):
    openssl(folder, "req", "-x509", *KEY, "-keyout", f"{kind}.key", "-out", f"{kind}.pem", "-days", str(days),
            "-subj", "/CN=test", "-addext", alternatives(names))


MAKERS = {
    "good": lambda folder, names: signed(folder, "good", [*names, "localhost"], 2),
    "expired": lambda folder, names: signed(folder, "expired", names, -1),
    "wrong-name": lambda folder, names: signed(folder, "wrong-name", ["another.invalid"], 2),
    "self-signed": lambda folder, names: self_signed(folder, "self-signed", names, 2),
}


def context(folder, kind, is_h2):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(os.path.join(folder, f"{kind}.pem"), os.path.join(folder, f"{kind}.key"))
    made.set_alpn_protocols(["h2", "http/1.1"] if is_h2 else ["http/1.1"])
    return made


def contexts(folder, script):
    """The context to listen with: it hands each name its host's certificate and protocols. ca.pem lies in the folder."""
    names = [name for name in script.hosts if name != "*"]
    openssl(folder, "req", "-x509", *KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test CA")
    for kind in {"good"} | {host.tls for host in script.hosts.values()}:
        MAKERS[kind](folder, names or ["localhost"])
    made = {name: context(folder, host.tls, host.h2) for name, host in script.hosts.items()}
    default = made.get("*") or context(folder, "good", False)

    def choose(connection, name, _):
        connection.context = made.get(name, default)
    default.sni_callback = choose
    return default
