#include "rules/dictionary.h"

#include "audit/base/text.h"
#include "rules/dictionary_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

DictionarySource list_named(const std::string& name, std::string_view content) {
  DictionarySource source;
  source.info.name = name;
  source.info.file = "dictionaries/" + name + ".txt";
  source.place = "pack.json#/dictionaries/0";
  source.content = content;
  return source;
}

DictionarySource table_named(const std::string& name, std::string_view content,
                             const std::string& column, const std::string& where) {
  DictionarySource source = list_named(name, content);
  source.column = column;
  source.where = where;
  return source;
}

struct Compiled {
  Dictionaries dictionaries;
  std::vector<Problem> problems;
};

Compiled compiled(std::vector<DictionarySource> sources) {
  Compiled result;
  std::string table = compile_dictionaries(sources, result.problems);
  std::vector<DictionaryInfo> infos;
  for (const DictionarySource& source : sources)
    infos.push_back(source.info);
  result.dictionaries = Dictionaries(std::move(infos), std::move(table));
  return result;
}

constexpr std::string_view kNames =
    "name\tcount\tword\nMARIE\t2000000\t0\nPETIT\t900\t1\nROSE\t500\t1\nZOÉ\tfew\t0\n";

std::string kept_with(const std::string& where) {
  const Compiled result = compiled({table_named("name", kNames, "name", where)});
  std::string kept;
  for (const std::string_view name : {"marie", "petit", "rose", "zoe"})
    if (result.dictionaries.find(name) != 0)
      kept += std::string(name) + " ";
  return kept;
}

}  // namespace

TEST_CASE("an entry is found folded, and says every list that holds it", "[rules][dictionary]") {
  const Compiled result = compiled({list_named("tree", "Chêne vert\nÉrable\nHêtre\n"),
                                    list_named("colour", "Vert\nRouge\nérable\n")});
  const Dictionaries& lists = result.dictionaries;
  CHECK(result.problems.empty());
  CHECK(lists.find(fold("CHÊNE VERT")) == lists.bit("tree"));
  CHECK(lists.find(fold("vert")) == lists.bit("colour"));
  CHECK(lists.find(fold("Erable")) == (lists.bit("tree") | lists.bit("colour")));
  CHECK(lists.find("") == 0);
  CHECK(lists.find("ver") == 0);
  CHECK(lists.find("vert ") == 0);
  CHECK(lists.bit("shape") == 0);
  CHECK(lists.longest_entry_words() == 2);
  CHECK(lists.infos()[0].entries == 3);
}

TEST_CASE("conditions choose the rows of a table", "[rules][dictionary]") {
  CHECK(kept_with("") == "marie petit rose zoe ");
  CHECK(kept_with("count>=900") == "marie petit ");
  CHECK(kept_with("word=1") == "petit rose ");
  CHECK(kept_with("word!=1") == "marie zoe ");
  CHECK(kept_with("word=1&count>=600") == "petit ");
}

TEST_CASE("a cell may hold several values, and two columns make pairs", "[rules][dictionary]") {
  const std::string_view table = "name\tcodes\nLyon\t69001|69002\nNîmes\t30000\nSans code\t\n";
  const Compiled result = compiled({table_named("code", table, "codes", ""),
                                    table_named("town_of_code", table, "codes*name", "")});
  const Dictionaries& lists = result.dictionaries;
  CHECK(result.problems.empty());
  CHECK(lists.find("69002") == lists.bit("code"));
  CHECK(lists.find("69001|69002") == 0);
  CHECK(lists.find(dictionary_pair("69002", "lyon")) == lists.bit("town_of_code"));
  CHECK(lists.find(dictionary_pair("30000", "lyon")) == 0);
  CHECK(lists.infos()[0].entries == 3);
  CHECK(lists.infos()[1].entries == 3);
  CHECK(compiled({table_named("x", table, "codes*nom", "")}).problems.size() == 1);
}

TEST_CASE("a list saved with a BOM, carriage returns and empty lines reads the same",
          "[rules][dictionary]") {
  const Compiled plain = compiled({table_named("name", "name\tcount\nANNE\t3\n", "name", "")});
  const Compiled edited =
      compiled({table_named("name", "\xEF\xBB\xBFname\tcount\r\nANNE\t3\r\n\r\n", "name", "")});
  CHECK(edited.problems.empty());
  CHECK(edited.dictionaries.find("anne") == plain.dictionaries.find("anne"));
  CHECK(edited.dictionaries.infos()[0].entries == 1);
  const Compiled lines = compiled({list_named("name", "Anne  Marie\r\n")});
  CHECK(lines.dictionaries.find("anne marie") != 0);
}

TEST_CASE("the compiled table does not depend on the order of entries", "[rules][dictionary]") {
  std::vector<Problem> problems;
  std::vector<DictionarySource> one = {list_named("x", "un\ndeux\ntrois\ndeux\n")};
  std::vector<DictionarySource> other = {list_named("x", "trois\nun\ndeux\n")};
  CHECK(compile_dictionaries(one, problems) == compile_dictionaries(other, problems));
  CHECK(one[0].info.entries == 3);
}

TEST_CASE("every entry of a long list is found, and nothing else", "[rules][dictionary]") {
  std::string content;
  for (int i = 0; i < 5000; ++i)
    content += "entry " + std::to_string(i * 7) + "\n";
  const Compiled result = compiled({list_named("x", content)});
  int wrong = 0;
  for (int i = 0; i < 35000; ++i)
    wrong += (result.dictionaries.find("entry " + std::to_string(i)) != 0) != (i % 7 == 0);
  CHECK(wrong == 0);
}

TEST_CASE("dictionaries that were never loaded hold nothing", "[rules][dictionary]") {
  const Dictionaries none;
  CHECK(none.find("marie") == 0);
  CHECK(none.longest_entry_words() == 0);
  CHECK(none.infos().empty());
}
