// Masks passages of a document one by one and logs each: what the communicable editions share.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "reports/communicable.h"

namespace aval {

struct MaskingGround {
  const char* article;
  Text reason;
};

const MaskingGround& security_ground();
const MaskingGround& private_life_ground();
// A free remark may appraise someone or tell of a conduct: a person must read it first.
const MaskingGround& appraisal_ground();
const MaskingGround& third_party_ground();

class Masker {
 public:
  // `document` outlives it; `sheet` names the document in the log.
  Masker(Json& document, std::string sheet, Language language);

  // Masks the text or number under `key`, or the texts of the list there as one passage.
  void mask(Json& object, const std::string& key, const std::string& place,
            const MaskingGround& ground);
  MaskedDocument take();

 private:
  std::string masked_text(const std::string& field, const MaskingGround& ground);

  Json& document_;
  std::string sheet_;
  Language language_;
  std::vector<Masking> maskings_;
};

// Every object of the list under `key`, with its place.
void for_each_item(Json& document, const std::string& key,
                   const std::function<void(Json&, const std::string&)>& action);

}  // namespace aval
