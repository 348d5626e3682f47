#include "reference/queries.hpp"

#include <map>

namespace tracewh::reference {

model::RowSet answer(const Archive& archive, const std::string& query, const Question& question) {
  static const std::map<std::string, Answer (*)(const Archive&, const Question&)> kQueries{
      {"errors", errors},     {"failed", failed},   {"issues", issues}, {"operations", operations},
      {"priority", priority}, {"runs", runs},       {"slow", slow},     {"services", services},
      {"spans", spans},       {"tasks", tasks},     {"type", type},     {"traces", traces},
      {"worker", worker},     {"workers", workers},
  };
  return kQueries.at(query)(archive, question).first(question.integer("limit"));
}

}  // namespace tracewh::reference
