/* What a token worker asks of a PKCS#11 module: load, tokens, certificates, raw. It can call nothing else of the module, and no second one. A PIN
   comes and goes as bytes of the caller, who wipes them: it never becomes a string here. Source: PKCS#11 v2.40 (OASIS). */
#define NAPI_VERSION 8
#include <dlfcn.h>
#include <node_api.h>
#include <stdio.h>
#include <string.h>
#include <p11-kit/pkcs11.h>

static CK_FUNCTION_LIST *module;

/* Throws an error with the name of the function that failed, and what it returned as `rv`. */
static napi_value fail(napi_env env, const char *what, CK_RV rv) {
  napi_value message, error, number;
  napi_create_string_utf8(env, what, NAPI_AUTO_LENGTH, &message);
  napi_create_error(env, NULL, message, &error);
  napi_create_uint32(env, (uint32_t)rv, &number);
  napi_set_named_property(env, error, "rv", number);
  napi_throw(env, error);
  return NULL;
}

/* Calls a function of the module; where it fails, throws, and goes to the end of ours. */
#define CALL(name, ...) do { CK_RV rv = module->name(__VA_ARGS__); if (rv != CKR_OK) { fail(env, #name, rv); goto end; } } while (0)

/* Whether there are exactly these arguments, and a module. */
static int arguments(napi_env env, napi_callback_info info, napi_value *values, size_t wanted) {
  size_t count = wanted;
  return napi_get_cb_info(env, info, &count, values, NULL, NULL) == napi_ok && count == wanted && module != NULL;
}

static int bytes_of(napi_env env, napi_value value, unsigned char **data, size_t *length) {
  bool is_buffer = false;
  return napi_is_buffer(env, value, &is_buffer) == napi_ok && is_buffer && napi_get_buffer_info(env, value, (void **)data, length) == napi_ok;
}

static void set_number(napi_env env, napi_value object, const char *name, CK_ULONG number) {
  napi_value value;
  napi_create_double(env, (double)number, &value);
  napi_set_named_property(env, object, name, value);
}

/* Padded with blanks, and not ended (PKCS#11 §3). */
static void set_text(napi_env env, napi_value object, const char *name, const CK_UTF8CHAR *text, size_t length) {
  napi_value value;
  while (length > 0 && text[length - 1] == ' ') length--;
  napi_create_string_utf8(env, (const char *)text, length, &value);
  napi_set_named_property(env, object, name, value);
}

static void set_bytes(napi_env env, napi_value object, const char *name, const CK_ATTRIBUTE *found) {
  napi_value value;
  napi_create_buffer_copy(env, found->ulValueLen, found->pValue, NULL, &value);
  napi_set_named_property(env, object, name, value);
}

/* load(path): the module of this process. */
static napi_value load(napi_env env, napi_callback_info info) {
  napi_value argument;
  size_t count = 1, length = 0;
  char path[4096];
  if (module != NULL || napi_get_cb_info(env, info, &count, &argument, NULL, NULL) != napi_ok || count != 1 ||
      napi_get_value_string_utf8(env, argument, path, sizeof path, &length) != napi_ok || length >= sizeof path - 1)
    return fail(env, "load", CKR_ARGUMENTS_BAD);
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList list = library == NULL ? NULL : (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList");
  if (list == NULL || list(&module) != CKR_OK) module = NULL;
  if (module == NULL) return fail(env, "dlopen", CKR_GENERAL_ERROR);
  CALL(C_Initialize, NULL);
end:
  return NULL;
}

/* tokens(): those that are present, as { slot, label, serial, model, manufacturer, firmware, flags }. */
static napi_value tokens(napi_env env, napi_callback_info info) {
  napi_value list, token;
  CK_SLOT_ID slots[64];
  CK_ULONG count = 64;
  CK_TOKEN_INFO found;
  uint32_t at = 0;
  napi_create_array(env, &list);
  if (!arguments(env, info, NULL, 0)) return fail(env, "tokens", CKR_ARGUMENTS_BAD);
  CALL(C_GetSlotList, CK_TRUE, slots, &count);
  for (CK_ULONG i = 0; i < count; i++) {
    /* Pulled since the list was made. */
    if (module->C_GetTokenInfo(slots[i], &found) != CKR_OK) continue;
    napi_create_object(env, &token);
    set_number(env, token, "slot", slots[i]);
    set_text(env, token, "label", found.label, sizeof found.label);
    set_text(env, token, "serial", found.serialNumber, sizeof found.serialNumber);
    set_text(env, token, "model", found.model, sizeof found.model);
    set_text(env, token, "manufacturer", found.manufacturerID, sizeof found.manufacturerID);
    char firmware[8];
    snprintf(firmware, sizeof firmware, "%u.%u", found.firmwareVersion.major, found.firmwareVersion.minor);
    set_text(env, token, "firmware", (CK_UTF8CHAR *)firmware, strlen(firmware));
    set_number(env, token, "flags", found.flags);
    napi_set_element(env, list, at++, token);
  }
end:
  return list;
}

/* certificates(slot): what anybody may read, without a PIN, as { id, der }. */
static napi_value certificates(napi_env env, napi_callback_info info) {
  napi_value argument, list, certificate;
  int64_t slot;
  CK_SESSION_HANDLE session = CK_INVALID_HANDLE;
  CK_OBJECT_HANDLE found[64];
  CK_ULONG count = 0;
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  CK_ATTRIBUTE wanted = {CKA_CLASS, &class, sizeof class};
  uint32_t at = 0;
  napi_create_array(env, &list);
  if (!arguments(env, info, &argument, 1) || napi_get_value_int64(env, argument, &slot) != napi_ok) return fail(env, "certificates", CKR_ARGUMENTS_BAD);
  CALL(C_OpenSession, (CK_SLOT_ID)slot, CKF_SERIAL_SESSION, NULL, NULL, &session);
  CALL(C_FindObjectsInit, session, &wanted, 1);
  CALL(C_FindObjects, session, found, 64, &count);
  CALL(C_FindObjectsFinal, session);
  for (CK_ULONG i = 0; i < count; i++) {
    unsigned char id[256], der[8192];
    CK_ATTRIBUTE read[] = {{CKA_ID, id, sizeof id}, {CKA_VALUE, der, sizeof der}};
    /* Larger than any custodian's. */
    if (module->C_GetAttributeValue(session, found[i], read, 2) != CKR_OK) continue;
    napi_create_object(env, &certificate);
    set_bytes(env, certificate, "id", &read[0]);
    set_bytes(env, certificate, "der", &read[1]);
    napi_set_element(env, list, at++, certificate);
  }
end:
  if (session != CK_INVALID_HANDLE) module->C_CloseSession(session);
  return list;
}

/* raw(slot, id, pin, input, output): RSADP (RFC 8017 §5.1.2) with the private key of this id. One login, and so one try of the PIN; a key that wants
   the PIN for each use is given the same, once more, only after the token has taken it. */
static napi_value raw(napi_env env, napi_callback_info info) {
  napi_value arguments_[5];
  int64_t slot;
  unsigned char *id, *pin, *input, *output;
  size_t id_length, pin_length, input_length, output_length;
  CK_SESSION_HANDLE session = CK_INVALID_HANDLE;
  CK_OBJECT_HANDLE found[2];
  CK_ULONG count = 0, length;
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  CK_BBOOL each_time = CK_FALSE;
  CK_ATTRIBUTE always = {CKA_ALWAYS_AUTHENTICATE, &each_time, sizeof each_time};
  CK_MECHANISM mechanism = {CKM_RSA_X_509, NULL, 0};
  if (!arguments(env, info, arguments_, 5) || napi_get_value_int64(env, arguments_[0], &slot) != napi_ok || !bytes_of(env, arguments_[1], &id, &id_length) ||
      !bytes_of(env, arguments_[2], &pin, &pin_length) || !bytes_of(env, arguments_[3], &input, &input_length) ||
      !bytes_of(env, arguments_[4], &output, &output_length))
    return fail(env, "raw", CKR_ARGUMENTS_BAD);
  CK_ATTRIBUTE wanted[] = {{CKA_CLASS, &class, sizeof class}, {CKA_ID, id, id_length}};
  CALL(C_OpenSession, (CK_SLOT_ID)slot, CKF_SERIAL_SESSION, NULL, NULL, &session);
  CALL(C_Login, session, CKU_USER, pin, pin_length);
  CALL(C_FindObjectsInit, session, wanted, 2);
  CALL(C_FindObjects, session, found, 2, &count);
  CALL(C_FindObjectsFinal, session);
  if (count != 1) {
    fail(env, "C_FindObjects", CKR_KEY_HANDLE_INVALID);
    goto end;
  }
  /* A module that does not know it has no such keys. */
  if (module->C_GetAttributeValue(session, found[0], &always, 1) != CKR_OK) each_time = CK_FALSE;
  CALL(C_DecryptInit, session, &mechanism, found[0]);
  if (each_time) CALL(C_Login, session, CKU_CONTEXT_SPECIFIC, pin, pin_length);
  length = output_length;
  CALL(C_Decrypt, session, input, input_length, output, &length);
  if (length != output_length) fail(env, "C_Decrypt", CKR_DATA_LEN_RANGE);
end:
  if (session != CK_INVALID_HANDLE) {
    module->C_Logout(session);
    module->C_CloseSession(session);
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor functions[] = {
      {"load", NULL, load, NULL, NULL, NULL, napi_enumerable, NULL},
      {"tokens", NULL, tokens, NULL, NULL, NULL, napi_enumerable, NULL},
      {"certificates", NULL, certificates, NULL, NULL, NULL, napi_enumerable, NULL},
      {"raw", NULL, raw, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_define_properties(env, exports, 4, functions);
  return exports;
}
