#include "property/exchange.hpp"

#include "encode/formats.hpp"
#include "query/trace_loader.hpp"
#include "store/read/reader.hpp"

#include <sstream>
#include <utility>

namespace tracewh::property {

std::string tables(const IngestedDatabase& database) {
  return database.ask(
      "SELECT hex(t.trace_id), s.span_id, s.parent_span_id, name.text, k.kind, s.role, s.start_ns, "
      "s.duration_ns,"
      " k.status, s.evidence, k.anomalies & 65, k.flags, p.status_message, p.error_message, s.task_id,"
      " s.task_name, s.task_type IS NULL, s.task_priority, s.message_id, s.input_tokens, s.output_tokens, "
      "s.cost,"
      " a.keys, coalesce(s.attribute_values, p.attribute_values), p.events, p.links, p.trace_state, "
      "p.end_ns, p.dropped_attributes,"
      " p.dropped_events, p.dropped_links, service.text, r.attributes, r.entity_refs, r.schema_url,"
      " r.dropped_attributes, c.name, c.version, c.attributes, c.schema_url, c.dropped_attributes"
      " FROM span s JOIN trace t ON t.id = s.trace JOIN span_template k ON k.id = s.template"
      " JOIN string name ON name.id = k.name"
      " LEFT JOIN span_payload p ON p.id = s.payload JOIN attribute_shape a ON a.id = k.shape"
      " JOIN resource r ON r.id = k.resource JOIN string service ON service.id = r.service"
      " JOIN scope c ON c.id = k.scope ORDER BY t.trace_id, s.span_id");
}

std::string exported(const IngestedDatabase& database, std::string_view format_name,
                     std::size_t spans_at_once) {
  const encode::Format& format = *encode::find_format(format_name);
  std::ostringstream out;
  const auto encoder = format.make(out);
  store::Reader reader(database.file());
  query::TraceLoader outlines(reader, query::Payloads::kLeave);
  query::TraceLoader loader(reader, query::Payloads::kLoad);
  const query::ChunkLimit limit{spans_at_once, 1'000'000};
  query::each_trace(reader, [&](const query::TraceKey& trace) {
    outlines.open(trace);
    encoder->outline(std::move(*outlines.next(query::kWholeTrace)));
    loader.open(trace);
    while (auto chunk = loader.next(limit)) encoder->write(std::move(*chunk));
  });
  encoder->finish();
  return out.str();
}

}  // namespace tracewh::property
