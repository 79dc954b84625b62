"""Asks a BoringSSL (Debian's android-libboringssl) what it has: reads one question as JSON, writes the answers as JSON."""

import base64
import ctypes
import json
import sys

library = ctypes.CDLL(sys.argv[1])
for name in ("EVP_get_cipherbyname", "EVP_get_digestbyname", "BIO_new_mem_buf", "PEM_read_bio_PrivateKey", "EC_GROUP_new_by_curve_name"):
    getattr(library, name).restype = ctypes.c_void_p
library.PEM_read_bio_PrivateKey.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p]
library.EVP_PBE_scrypt.argtypes = (
    [ctypes.c_char_p, ctypes.c_size_t] * 2 + [ctypes.c_uint64] * 3 + [ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
)


def has_curve(name):
    nid = library.EC_curve_nist2nid(name.encode()) or library.OBJ_sn2nid(name.encode())
    return bool(library.EC_GROUP_new_by_curve_name(nid))


def opens(pem, passphrase):
    data = base64.b64decode(pem)
    library.ERR_clear_error()
    bio = library.BIO_new_mem_buf(ctypes.c_char_p(data), len(data))
    return bool(library.PEM_read_bio_PrivateKey(bio, None, None, base64.b64decode(passphrase)))


def scrypt(password, salt, cost, block_size, parallelization, memory, length):
    key = ctypes.create_string_buffer(length)
    given = [base64.b64decode(password), base64.b64decode(salt)]
    taken = library.EVP_PBE_scrypt(
        given[0], len(given[0]), given[1], len(given[1]), cost, block_size, parallelization, memory, key, length
    )
    return key.raw.hex() if taken else None


question = json.load(sys.stdin)
json.dump(
    {
        "ciphers": [bool(library.EVP_get_cipherbyname(name.encode())) for name in question["ciphers"]],
        "digests": [bool(library.EVP_get_digestbyname(name.encode())) for name in question["digests"]],
        "curves": [has_curve(name) for name in question["curves"]],
        "keys": [opens(*key) for key in question["keys"]],
        "scrypt": scrypt(*question["scrypt"]),
    },
    sys.stdout,
)
