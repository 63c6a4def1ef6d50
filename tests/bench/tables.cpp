#include "tests/bench/tables.h"

#include <array>
#include <functional>
#include <stdexcept>

#include "tests/support/random_value.h"

namespace aval {
namespace {

using Words = std::vector<std::string_view>;

const Words& first_names() {
  static const Words kWords = {"Camille", "Léa",    "Hugo",  "Inès",  "Jean-Luc", "Zoé",
                               "Maël",    "Fatima", "Louis", "Chloé", "Yann",     "Aïcha"};
  return kWords;
}

const Words& last_names() {
  static const Words kWords = {"DURAND", "LEFÈVRE", "MARTIN", "LE GOFF", "BENALI", "D'ANGELO",
                               "PETIT",  "GARNIER", "NGUYEN", "ROUSSEL", "MOREAU", "DA SILVA"};
  return kWords;
}

const Words& towns() {
  static const Words kWords = {"Saint-Brieuc", "Nîmes", "Le Mans", "Évreux",  "Bourg-en-Bresse",
                               "Auch",         "Vire",  "Annonay", "Châlons", "La Roche-sur-Yon"};
  return kWords;
}

const Words& sentences() {
  static const Words kWords = {"dossier complet",
                               "relance faite par courrier",
                               "pièce manquante à fournir",
                               "en attente de la commission",
                               "accord du service instructeur",
                               "sans suite à ce jour"};
  return kWords;
}

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : draw_(seed) {}

  std::string text;

  std::size_t below(std::size_t count) { return draw_.below(count); }
  bool one_in(std::size_t count) { return draw_.below(count) == 0; }
  void put(std::string_view part) { text += part; }
  void put_one(const Words& words) { put(words[below(words.size())]); }
  void put_number(std::size_t below_this, std::size_t width) {
    std::string digits = std::to_string(below(below_this));
    text.append(width > digits.size() ? width - digits.size() : 0, '0');
    text += digits;
  }
  void put_hex(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      text += "0123456789abcdef"[below(16)];
  }
  void put_date() {
    put_number(28, 2);
    text.back() = static_cast<char>(text.back() == '0' ? '1' : text.back());
    put("/");
    text += below(2) == 0 ? '0' : '1';
    text += "12"[below(2)];
    put("/");
    text += std::to_string(1930 + below(95));
  }
  // 01 99 00, 02 61 91 and others are kept for fiction (ARCEP, decision 2018-0881).
  void put_phone() {
    static const Words kRanges = {"0199000", "0261910", "0353010", "0465710", "0536490", "0639980"};
    put_one(kRanges);
    put_number(1000, 3);
  }
  void put_mail() {
    put("p");
    put_number(100000, 1);
    put(one_in(3) ? ".durand@exemple.fr" : "@exemple.org");
  }

 private:
  Draw draw_;
};

void put_comment(Writer& w) {
  if (w.one_in(2))
    return;
  const bool quoted = w.one_in(7);
  if (quoted)
    w.put("\"");
  w.put_one(sentences());
  if (quoted) {
    w.put(w.one_in(2) ? "\n" : "; ");
    w.put_one(sentences());
    w.put(w.one_in(2) ? " \"\"urgent\"\"" : " ; vu");
    w.put("\"");
  } else if (w.one_in(80)) {
    w.put(", joindre Mme Camille DURAND au ");
    w.put_phone();
    w.put(" ou ");
    w.put_mail();
  }
}

void put_identity(Writer& w, std::uint64_t row) {
  w.put(std::to_string(row));
  w.put(w.one_in(2) ? ";M.;" : ";Mme;");
  w.put_one(last_names());
  w.put(";");
  w.put_one(first_names());
  w.put(";");
  w.put_date();
  w.put(";");
  if (!w.one_in(3))
    w.put_mail();
  w.put(";");
  w.put_phone();
  w.put(";");
}

void put_place(Writer& w) {
  w.put_number(200, 1);
  w.put(w.one_in(3) ? " avenue du Général Leclerc;" : " rue des Lilas;");
  w.put_number(95, 2);
  w.put_number(1000, 3);
  w.put(";");
  w.put_one(towns());
  w.put(";48.");
  w.put_number(1000000, 6);
  w.put(";2.");
  w.put_number(1000000, 6);
  w.put(";");
}

void put_mixed(Writer& w, std::uint64_t row) {
  static const Words kStates = {"Accordé", "Refusé", "En cours", "Ajourné"};
  static const Words kServices = {"Culture", "Sport", "Enfance", "Voirie", "Habitat"};
  put_identity(w, row);
  put_place(w);
  if (w.one_in(2))
    w.put_number(100000000000000, 14);
  w.put(";");
  w.put_number(5000, 1);
  w.put(",");
  w.put_number(100, 2);
  w.put(";");
  w.put_one(kStates);
  w.put(";");
  w.put_one(kServices);
  w.put(";20");
  w.put_number(26, 2);
  w.put("-0");
  w.text += "123456789"[w.below(9)];
  w.put("-1");
  w.put_number(10, 1);
  w.put(w.one_in(2) ? ";oui;" : ";non;");
  w.put_hex(8);
  w.put("-");
  w.put_hex(4);
  w.put("-4");
  w.put_hex(3);
  w.put("-a");
  w.put_hex(3);
  w.put("-");
  w.put_hex(12);
  w.put(";QF");
  w.put_number(9, 1);
  w.put(";");
  put_comment(w);
}

void put_text(Writer& w, std::uint64_t row) {
  w.put(std::to_string(row));
  w.put(";");
  const std::size_t end = w.text.size() + 760;
  while (w.text.size() < end) {
    w.put_one(sentences());
    w.put(", le ");
    w.put_date();
    w.put(", écrire à ");
    w.put_mail();
    w.put(" ou appeler le ");
    w.put_phone();
    w.put(". ");
  }
}

void put_cells(Writer& w, std::size_t count, const std::function<void()>& put_cell) {
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0)
      w.put(";");
    put_cell();
  }
}

void put_quoted(Writer& w) {
  put_cells(w, 12, [&w] {
    w.put("\"");
    w.put_one(w.one_in(2) ? sentences() : last_names());
    w.put("\"");
  });
}

struct Shape {
  const char* name;
  std::size_t columns;
  std::function<void(Writer&, std::uint64_t)> put_row;
};

const std::array<Shape, 6>& shapes() {
  static const std::array<Shape, 6> kShapes = {
      {{"mixed", 0, put_mixed},
       {"text", 2, put_text},
       {"hex", 8, [](Writer& w, std::uint64_t) { put_cells(w, 8, [&w] { w.put_hex(32); }); }},
       {"ints", 21,
        [](Writer& w, std::uint64_t) { put_cells(w, 21, [&w] { w.put_number(1000, 1); }); }},
       {"quoted", 12, [](Writer& w, std::uint64_t) { put_quoted(w); }},
       {"wide", 1000,
        [](Writer& w, std::uint64_t) { put_cells(w, 1000, [&w] { w.put_number(100000, 1); }); }}}};
  return kShapes;
}

void put_header(Writer& w, const Shape& shape) {
  if (shape.columns == 0) {
    w.put(
        "id;civilite;nom;prenom;date_naissance;courriel;telephone;adresse;code_postal;commune;"
        "latitude;longitude;siret;montant;etat;service;date_decision;accord;uuid;tranche;"
        "commentaire\n");
    return;
  }
  std::size_t column = 0;
  put_cells(w, shape.columns, [&] { w.put("champ_" + std::to_string(++column)); });
  w.put("\n");
}

}  // namespace

std::vector<std::string> table_shapes() {
  std::vector<std::string> names;
  for (const Shape& shape : shapes())
    names.emplace_back(shape.name);
  return names;
}

void write_table(std::FILE* file, const std::string& shape, std::uint64_t bytes,
                 std::uint64_t seed) {
  for (const Shape& known : shapes()) {
    if (known.name != shape)
      continue;
    Writer writer(seed);
    put_header(writer, known);
    std::uint64_t written = 0;
    for (std::uint64_t row = 1; written + writer.text.size() < bytes; ++row) {
      known.put_row(writer, row);
      writer.put("\n");
      if (writer.text.size() < (1U << 20))
        continue;
      written += writer.text.size();
      if (std::fwrite(writer.text.data(), 1, writer.text.size(), file) != writer.text.size())
        throw std::runtime_error("cannot write the table");
      writer.text.clear();
    }
    if (std::fwrite(writer.text.data(), 1, writer.text.size(), file) != writer.text.size())
      throw std::runtime_error("cannot write the table");
    return;
  }
  throw std::invalid_argument("no shape " + shape);
}

}  // namespace aval
