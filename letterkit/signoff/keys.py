"""Keys to sign with: of files (PKCS#12), and of tokens and cards, which no key leaves (PKCS#11)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.suggest import did_you_mean
from letterkit.signoff.signing import Key, load_key

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from cryptography.x509 import Certificate


class KeyPlace(Protocol):
    """Where a key is."""

    def opened(self) -> AbstractContextManager[Key]:
        """The key while it can be used. Raises `UserError` (LK961, LK966) when it cannot."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file (PKCS#12) by its content and name, and what opens it (None for a file without passphrase)."""

    content: bytes
    name: str
    passphrase: str | None

    @contextmanager
    def opened(self) -> Iterator[Key]:
        """The key of the file."""
        yield load_key(self.content, self.name, self.passphrase)


@dataclass(frozen=True, slots=True)
class KeyToken:
    """A key on a token or card: by the library that its maker gives for it, and its PIN ("": its reader asks).

    ``label`` names the token where several are plugged in, ``key`` the key or certificate where it has several.
    """

    library: Path
    pin: str
    label: str = ""
    key: str = ""

    @contextmanager
    def opened(self) -> Iterator[Key]:
        """The key, while the token is open."""
        pkcs11 = needs_pkcs11()
        try:
            with self._token(pkcs11).open(user_pin=self.pin or pkcs11.PROTECTED_AUTH) as session:
                yield self._key(session)
        except pkcs11.PKCS11Error as error:
            _refuse(*_why(error, self.library))

    def _token(self, pkcs11: Any) -> Any:
        slots = pkcs11.lib(str(self.library)).get_slots(token_present=True)
        tokens = [token for token in (slot.get_token() for slot in slots) if str(token.label).strip()]
        found = [token for token in tokens if not self.label or str(token.label).strip() == self.label]
        labels = sorted(str(token.label).strip() for token in tokens)
        if not tokens:
            _refuse("no token is plugged in", "plug it in, and run the command again")
        if not found:
            _refuse(f"no token is called '{self.label}'", did_you_mean(self.label, labels))
        if len(found) > 1:
            _refuse(f"there are {len(found)} tokens: {', '.join(labels)}", "say which: --token-label LABEL")
        return found[0]

    def _key(self, session: Any) -> Key:
        """The key of the token that has a certificate."""
        from asn1crypto import x509
        from pkcs11 import Attribute, Mechanism, ObjectClass
        from pyhanko.sign.pkcs11 import PKCS11Signer

        keys = {one[Attribute.ID]: one for one in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
        there = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
        pairs = {(one[Attribute.LABEL], one[Attribute.ID]): one for one in there if one[Attribute.ID] in keys}
        labels = sorted({label for label, _ in pairs})
        chosen = [one for (label, _), one in pairs.items() if not self.key or label == self.key]
        if not pairs:
            _refuse("the token has no key with its certificate", "put both on it, under one id")
        if not chosen:
            _refuse(f"the token has no key called '{self.key}'", did_you_mean(self.key, labels))
        if len(chosen) > 1:
            _refuse(f"the token has {len(chosen)} keys: {', '.join(labels)}", "say which: --token-key LABEL")
        [found], all_ = chosen, [x509.Certificate.load(one[Attribute.VALUE]) for one in there]
        own, number = x509.Certificate.load(found[Attribute.VALUE]), found[Attribute.ID]
        # Cards for qualified signatures want their PIN again for each.
        again = {"pin": self.pin} if self.pin and keys[number][Attribute.ALWAYS_AUTHENTICATE] else {}
        # Many tokens sign a digest that they are given with elliptic curves, and make none themselves.
        raw = own.public_key.algorithm == "ec" and Mechanism.ECDSA_SHA256 not in session.token.slot.get_mechanisms()
        signer = PKCS11Signer(
            session, signing_cert=own, ca_chain=all_, key_id=number, use_raw_mechanism=raw, base_sign_kwargs=again
        )
        return Key(signer, _certificate(own), tuple(map(_certificate, all_)))


def _certificate(found: Any) -> Certificate:
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(found.dump())


def needs_pkcs11() -> Any:
    """The library that speaks to tokens. Raises `UserError` (LK966) when it is not installed."""
    try:
        import pkcs11
    except ImportError as error:
        hint = "install them: pip install 'letterkit[token]'"
        raise UserError([Problem("LK966", "the libraries for tokens are not installed", None, hint)]) from error
    return pkcs11


_WHY = {
    "PinIncorrect": (
        "the PIN is wrong",
        "look it up before you try again: a few wrong PINs lock a token",
    ),
    "PinLenRange": ("no PIN has that length", "look it up before you try again"),
    "PinLocked": ("the token is locked, after too many wrong PINs", "whoever issued it can unlock it with its PUK"),
    "ArgumentsBad": ("the token takes no PIN at its reader", "give its PIN"),
    "TokenNotPresent": ("the token was taken out", "plug it in, and run the command again"),
    "DeviceRemoved": ("the token was taken out", "plug it in, and run the command again"),
}


def _why(error: Exception, library: Path) -> tuple[str, str]:
    """What a token's library says, in plain words, and the mend."""
    kind = type(error).__name__
    if kind in _WHY:
        return _WHY[kind]
    if "loading" in str(error):
        return f"'{library}' is no library for tokens (PKCS#11)", "its maker says which file it is, for this system"
    return f"the token does not sign: {' '.join(filter(None, (kind, str(error))))}", "ask whoever issued it"


def _refuse(message: str, hint: str) -> NoReturn:
    raise UserError([Problem("LK961", message, None, hint)])
