#include "encode/encoded.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::encode;
using test::span;

namespace {

constexpr const char* kHeader =
    "trace_id,span_id,parent_span_id,name,service,role,kind,start_ns,duration_ns,status,status_message,"
    "evidence,"
    "task_id,task_name,task_type,priority,worker_id,capability,orchestrator_id,message_id,message_type,agent,"
    "model,"
    "provider,tool,input_tokens,output_tokens,cost,session_id,flags,anomalies,attributes,events,links,trace_"
    "state,"
    "resource_attributes,scope_name,scope_version\n";

}  // namespace

TEST_CASE("CSV has a header and a record for each span, once for all traces") {
  const auto trace = [] {
    model::Trace made = test::trace({span(1, 0, "a", kStart, kStart + 5)});
    made.spans[0].kind = 9;
    test::add_facet(made, 0, model::Facet::kTaskPriority, std::int64_t{8});
    return made;
  };
  const std::string record =
      "0102030405060708090a0b0c0d0e0f10,0000000000000001,,a,,other,9,1768467600000000000,5,unset,,,"
      ",,,8,,,,,,,,,,,,,,,0,{},,,,{},,\n";
  CHECK(encoded("csv", trace(), trace()) == kHeader + record + record);
}

TEST_CASE("CSV cells that a spreadsheet would run are defused") {
  model::Trace trace = test::trace({span(1, 0, "=cmd|'/c calc'!A1", kStart, kStart + 5)});
  trace.spans[0].status_message = "+1,\"2\"";
  const std::string csv = encoded("csv", std::move(trace));
  CHECK(csv.find(",'=cmd|'/c calc'!A1,") != std::string::npos);
  CHECK(csv.find(",\"'+1,\"\"2\"\"\",") != std::string::npos);
}
