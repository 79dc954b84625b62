/* SoftHSM with some of its answers altered, as cards give them and SoftHSM does not: a module for tests. What is altered is defined where it is
   compiled. Each login leaves one octet in LOG. */
#include <dlfcn.h>
#include <fcntl.h>
#include <p11-kit/pkcs11.h>
#include <unistd.h>

#ifndef FLAGS
#define FLAGS 0
#endif
#ifndef FLAGS_AFTER_LOGIN
#define FLAGS_AFTER_LOGIN FLAGS
#endif
#ifndef LOGIN
#define LOGIN CKR_OK
#endif
#ifndef DECRYPT
#define DECRYPT CKR_OK
#endif
#ifndef SESSION
#define SESSION CKR_OK
#endif
#ifndef INITIALIZE
#define INITIALIZE CKR_OK
#endif
#ifndef EACH_TIME
#define EACH_TIME CK_FALSE
#endif

static CK_FUNCTION_LIST *own, altered;
static int has_tried;

static CK_RV initialize(void *arguments) { return INITIALIZE == CKR_OK ? own->C_Initialize(arguments) : INITIALIZE; }
static CK_RV token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
  CK_RV rv = own->C_GetTokenInfo(slot, info);
  info->flags = (info->flags & ~(CK_FLAGS)0xf0000) | (has_tried ? FLAGS_AFTER_LOGIN : FLAGS);
  return rv;
}
static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
  return SESSION == CKR_OK ? own->C_OpenSession(slot, flags, application, notify, session) : SESSION;
}
static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, unsigned char *pin, CK_ULONG length) {
  int log = open(LOG, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (log < 0 || write(log, user == CKU_USER ? "u" : "c", 1) != 1) return CKR_HOST_MEMORY;
  close(log);
  has_tried = 1;
  if (LOGIN != CKR_OK) return LOGIN;
  return user == CKU_USER ? own->C_Login(session, user, pin, length) : CKR_OK;
}
static CK_RV attribute_value(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *wanted, CK_ULONG count) {
  if (count == 1 && wanted->type == CKA_ALWAYS_AUTHENTICATE && EACH_TIME) {
    *(CK_BBOOL *)wanted->pValue = CK_TRUE;
    return CKR_OK;
  }
  return own->C_GetAttributeValue(session, object, wanted, count);
}
static CK_RV decrypt(CK_SESSION_HANDLE session, unsigned char *in, CK_ULONG in_length, unsigned char *out, CK_ULONG *out_length) {
  return DECRYPT == CKR_OK ? own->C_Decrypt(session, in, in_length, out, out_length) : DECRYPT;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
  void *library = dlopen(SOFTHSM, RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get = library == 0 ? 0 : (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList");
  if (get == 0 || get(&own) != CKR_OK) return CKR_GENERAL_ERROR;
  altered = *own;
  altered.C_Initialize = initialize;
  altered.C_GetTokenInfo = token_info;
  altered.C_OpenSession = open_session;
  altered.C_Login = login;
  altered.C_GetAttributeValue = attribute_value;
  altered.C_Decrypt = decrypt;
  *list = &altered;
  return CKR_OK;
}
