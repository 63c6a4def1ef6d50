// dateshift and noise: what moves by the key, the same way each time.
#include <cmath>
#include <cstring>

#include "audit/base/error.h"
#include "audit/base/keyed_hash.h"
#include "audit/protect/civil_date.h"
#include "audit/protect/column_operator.h"
#include "audit/protect/decimal.h"
#include "audit/protect/field_form.h"

namespace aval {
namespace {

constexpr std::size_t kKeyBytes = 32;

// The number in eight bytes of a code.
std::uint64_t number_at(const HmacSha256::Code& code, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | code[at + i];
  return number;
}

const PlannedColumn* subject_of(const PlannedColumn& column, const OperatorParts& parts) {
  return column.subject.empty() ? nullptr : find_planned(*parts.plan, column.subject);
}

HmacSha256 seeded_hmac(const PlannedColumn& column, const std::string& field_class,
                       const OperatorParts& parts) {
  const SecretBytes key = field_key(*parts.keys.epoch,
                                    {parts.keys.domain->id, field_class, name_of(column.operation),
                                     parts.keys.epoch->epoch, "number"},
                                    kKeyBytes);
  return HmacSha256(key.view());
}

// The canonical value of the person of a row, after its type byte; false when there is none.
bool encode_subject(const PlannedColumn& subject, std::string_view cell, std::string& out) {
  std::string text;
  const Fit fit = canonicalize(subject.form, cell, text);
  if (fit == Fit::missing || fit == Fit::ill_formed)
    return false;
  out.assign(1, type_byte(subject.form, fit));
  out += text;
  return true;
}

ColumnOperator make_dateshift(const PlannedColumn& column, const OperatorParts& parts) {
  const PlannedColumn subject = *subject_of(column, parts);
  const auto hmac = std::make_shared<HmacSha256>(seeded_hmac(column, subject.field_class, parts));
  return [column, subject, hmac](const ColumnCells& input, ColumnResult& result) {
    std::string person, text;
    for (std::size_t row = 0; row < input.cells->size(); ++row) {
      result.values[row].clear();
      const Fit fit = canonicalize(FieldForm::date, (*input.cells)[row], text);
      if (fit == Fit::missing) {
        ++result.missing;
      } else if (fit != Fit::fits) {
        result.faults.push_back(
            {row, fit == Fit::unfit ? CellFault::unfit : CellFault::ill_formed});
      } else if (!encode_subject(subject, (*input.subjects)[row], person)) {
        result.faults.push_back({row, CellFault::no_subject});
      } else {
        const auto span = 2 * static_cast<std::uint64_t>(column.days) + 1;
        const auto shift =
            static_cast<std::int64_t>(number_at(hmac->code(person), 0) % span) - column.days;
        result.values[row] = iso_date(date_of_day(day_number(*parse_date(text)) + shift));
      }
    }
  };
}

// Discrete Laplace: the difference of two geometric draws (Inusah and Kozubowski, 2006).
std::int64_t laplace(const HmacSha256::Code& code, double log_ratio) {
  const auto geometric = [&](std::size_t at) {
    const double uniform =
        (static_cast<double>(number_at(code, at) >> 11) + 1) / 9007199254740993.0;
    return static_cast<std::int64_t>(std::floor(std::log(uniform) / log_ratio));
  };
  return geometric(0) - geometric(8);
}

ColumnOperator make_noise(const PlannedColumn& column, const OperatorParts& parts) {
  const PlannedColumn* subject = subject_of(column, parts);
  const auto hmac = std::make_shared<HmacSha256>(seeded_hmac(column, column.field_class, parts));
  const Decimal step = *parse_decimal(column.step);
  const double log_ratio = -to_double(step) / to_double(*parse_decimal(column.scale));
  const PlannedColumn person_column = subject == nullptr ? PlannedColumn() : *subject;
  const bool has_subject = subject != nullptr;
  return [=](const ColumnCells& input, ColumnResult& result) {
    std::string person, text, canonical;
    for (std::size_t row = 0; row < input.cells->size(); ++row) {
      result.values[row].clear();
      const Fit fit = canonicalize(FieldForm::text, (*input.cells)[row], text);
      const auto number = fit == Fit::fits ? parse_decimal(text) : std::nullopt;
      if (fit == Fit::missing) {
        ++result.missing;
      } else if (!number) {
        result.faults.push_back(
            {row, fit == Fit::ill_formed ? CellFault::ill_formed : CellFault::unfit});
      } else if (has_subject && !encode_subject(person_column, (*input.subjects)[row], person)) {
        result.faults.push_back({row, CellFault::no_subject});
      } else {
        // The same person and value get the same noise at each release: it does not average away.
        const std::string who = has_subject ? person : std::to_string((*input.records)[row]);
        const std::string seed = with_lengths({column.column, who, decimal_text(*number)});
        result.values[row] =
            decimal_text(plus_steps(*number, step, laplace(hmac->code(seed), log_ratio)));
      }
    }
  };
}

}  // namespace

ColumnOperator make_seeded_operator(const PlannedColumn& column, const OperatorParts& parts) {
  return column.operation == Operation::dateshift ? make_dateshift(column, parts)
                                                  : make_noise(column, parts);
}

}  // namespace aval
