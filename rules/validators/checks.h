// One check a number; each in a file of its own name. Take compact values (validator.h).
#pragma once

#include <string>
#include <string_view>

namespace aval {

bool is_valid_bank_card(std::string_view value);
bool is_valid_be_niss(std::string_view value);
bool is_valid_bea(std::string_view value);
bool is_valid_bic(std::string_view value);
bool is_valid_ch_ahv(std::string_view value);
bool is_valid_de_idnr(std::string_view value);
bool is_valid_es_dni(std::string_view value);
bool is_valid_finess(std::string_view value);
bool is_valid_iban(std::string_view value);
bool is_valid_imei(std::string_view value);
bool is_valid_imsi(std::string_view value);
bool is_valid_it_codice_fiscale(std::string_view value);
bool is_valid_lu_matricule(std::string_view value);
bool is_valid_nir(std::string_view value);
bool is_valid_nir_body(std::string_view value);
bool is_valid_nir_temporary(std::string_view value);
bool is_valid_nl_bsn(std::string_view value);
bool is_valid_phone_fr(std::string_view value);
bool is_valid_phone_international(std::string_view value);
bool is_valid_pl_pesel(std::string_view value);
bool is_valid_plate_siv(std::string_view value);
bool is_valid_pt_nif(std::string_view value);
bool is_valid_rib(std::string_view value);
bool is_valid_rpps(std::string_view value);
bool is_valid_siren(std::string_view value);
bool is_valid_siret(std::string_view value);
bool is_valid_spi(std::string_view value);
bool is_valid_uai(std::string_view value);
bool is_valid_vat_fr(std::string_view value);
bool is_valid_vin(std::string_view value);

}  // namespace aval
