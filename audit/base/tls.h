// TLS of the served workspace, through OpenSSL 3.
#pragma once

#include <string>

#include <openssl/ssl.h>

namespace aval {

// Sets what TLS 1.2 and 1.3 are served with: forward secrecy and authenticated encryption only
// (ANSSI, recommandations de sécurité relatives à TLS, R3 to R10; OWASP ASVS 4.0, 9.1). False when
// certificate or key (PEM files) cannot be read or do not fit each other.
bool use_tls(ssl_ctx_st& context, const std::string& certificate, const std::string& key);

}  // namespace aval
