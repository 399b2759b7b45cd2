"""A token in software (SoftHSM), which stands for those that are plugged in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from support.authority import authority

PIN, LABEL = "271828", "Signatories"
LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so", "C:/SoftHSM2/lib/softhsm2-x64.dll",
)  # fmt: skip


def plugged_in(folder: Path, patch: pytest.MonkeyPatch, names: tuple[str, ...]) -> Path:
    """A token with a key and certificate for each name, and a key without one; gives its library."""
    library = next((Path(path) for path in LIBRARIES if Path(path).exists()), None)
    assert library, f"there is no SoftHSM: {sys.executable} scripts/system.py token says how to get it"
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n", encoding="utf-8")
    patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    command = ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", PIN]
    subprocess.run(command, check=True, capture_output=True)
    _put_keys(library, names)
    return library


def _put_keys(library: Path, names: tuple[str, ...]) -> None:
    import pkcs11
    from asn1crypto import x509
    from pkcs11 import Attribute, KeyType, ObjectClass
    from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
    from pkcs11.util.rsa import encode_rsa_public_key

    with pkcs11.lib(str(library)).get_token(token_label=LABEL).open(rw=True, user_pin=PIN) as session:
        curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        for number, name in enumerate((*names, "no certificate"), 1):
            own: dict[str, Any] = {"id": bytes([number]), "label": name, "store": True}
            if number % 2:
                domain = session.create_domain_parameters(KeyType.EC, curve, local=True)
                public = encode_ec_public_key(domain.generate_keypair(**own)[0])
            else:
                public = encode_rsa_public_key(session.generate_keypair(KeyType.RSA, 2048, **own)[0])
            if name in names:
                der = _issued(name, public)
                session.create_object({
                    Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    Attribute.VALUE: der, Attribute.LABEL: name, Attribute.ID: bytes([number]), Attribute.TOKEN: True,
                    Attribute.SUBJECT: x509.Certificate.load(der).subject.dump(),
                })  # fmt: skip


def _issued(name: str, public: bytes) -> bytes:
    try:
        key = serialization.load_der_public_key(public)
    except ValueError:  # an RSA key of PKCS#1, without what says that it is one
        from asn1crypto import keys

        key = serialization.load_der_public_key(keys.PublicKeyInfo.wrap(public, "rsa").dump())
    holder: Any = SimpleNamespace(public_key=lambda: key)
    return authority().issue(name, holder, -1, 900).public_bytes(serialization.Encoding.DER)
