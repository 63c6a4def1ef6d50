// The texts that a DBF file keeps beside itself: .dbt (dBase III and IV) and .fpt (FoxPro).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "audit/table/input_bytes.h"

namespace aval {

enum class MemoForm { dbase3, dbase4, foxpro };

struct MemoFile {
  std::shared_ptr<const InputBytes> input;
  MemoForm form = MemoForm::dbase3;
  std::uint64_t block_bytes = 512;
};

// By the first bytes; `is_fpt` by the ending of its name.
MemoFile open_memo(std::shared_ptr<const InputBytes> input, bool is_fpt);

struct MemoText {
  std::string bytes;       // in the encoding of the table
  bool is_cut = false;     // longer than 1 MiB: its beginning
  bool is_binary = false;  // a picture or an object, not read
};

// The text that starts at that block; none when the file holds no such block.
std::optional<MemoText> read_memo(const MemoFile& memo, std::uint64_t block);

}  // namespace aval
