#include "net/grpc/http2_session.hpp"

#include "base/limits.hpp"
#include "net/http/request_error.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <nghttp2/nghttp2.h>
#include <utility>
#include <vector>

namespace tracewh::net {
namespace {

namespace limits = base::limits;

std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// nghttp2 copies what it is given, in spite of its pointers to what is not const.
std::uint8_t* as_bytes(std::string_view text) {
  return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
}

nghttp2_nv as_field(std::string_view name, std::string_view value) {
  return {as_bytes(name), as_bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

std::vector<nghttp2_nv> as_fields(const Headers& fields) {
  std::vector<nghttp2_nv> list;
  for (const auto& [name, value] : fields) list.push_back(as_field(name, value));
  return list;
}

// The only way in which these calls can fail with arguments that are valid.
void require_memory(int result) {
  if (result == NGHTTP2_ERR_NOMEM) throw std::bad_alloc();
}

bool opens_stream(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_HEADERS && frame.headers.cat == NGHTTP2_HCAT_REQUEST;
}

bool ends_stream(const nghttp2_frame& frame) {
  return (frame.hd.type == NGHTTP2_HEADERS || frame.hd.type == NGHTTP2_DATA) &&
         (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
}

}  // namespace

/// Turns nghttp2's calls into those of the session.
struct Http2Session::Callbacks {
  /// Runs `act` on the session. Exceptions must not pass through nghttp2, so they are thrown behind it.
  template <typename Act>
  static int call(void* user_data, Act act) noexcept {
    auto& self = *static_cast<Http2Session*>(user_data);
    try {
      act(self);
      return 0;
    } catch (...) {
      self.failure_ = std::current_exception();
      return NGHTTP2_ERR_CALLBACK_FAILURE;
    }
  }

  static int on_begin_headers(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
    if (!opens_stream(*frame)) return 0;
    return call(user_data, [&](Http2Session& self) { self.begin_stream(frame->hd.stream_id); });
  }

  static int on_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name,
                       std::size_t name_size, const std::uint8_t* value, std::size_t value_size, std::uint8_t,
                       void* user_data) {
    if (!opens_stream(*frame)) return 0;
    return call(user_data, [&](Http2Session& self) {
      self.add_field(frame->hd.stream_id, as_text(name, name_size), as_text(value, value_size));
    });
  }

  static int on_frame_recv(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
    return call(user_data, [&](Http2Session& self) {
      self.greeted_ = true;
      if (opens_stream(*frame)) self.end_fields(frame->hd.stream_id);
      if (ends_stream(*frame)) self.end_request(frame->hd.stream_id);
    });
  }

  static int on_data_chunk_recv(nghttp2_session*, std::uint8_t, std::int32_t id, const std::uint8_t* data,
                                std::size_t size, void* user_data) {
    return call(user_data, [&](Http2Session& self) { self.add_body(id, as_text(data, size)); });
  }

  static int on_frame_send(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
    if (!ends_stream(*frame)) return 0;
    return call(user_data, [&](Http2Session& self) { self.sent_response(frame->hd.stream_id); });
  }

  static int on_stream_close(nghttp2_session*, std::int32_t id, std::uint32_t, void* user_data) {
    return call(user_data, [&](Http2Session& self) { self.close_stream(id); });
  }

  static ssize_t read_response_body(nghttp2_session*, std::int32_t id, std::uint8_t* out, std::size_t size,
                                    std::uint32_t* flags, nghttp2_data_source*, void* user_data) {
    std::size_t count = 0;
    const int result = call(user_data, [&](Http2Session& self) {
      Stream& stream = self.streams_.at(id);
      const std::string& body = stream.response.body;
      count = body.copy(reinterpret_cast<char*>(out), size, stream.sent);
      stream.sent += count;
      if (stream.sent < body.size()) return;
      *flags |= NGHTTP2_DATA_FLAG_EOF;
      if (self.submit_trailers(id, stream.response.trailers)) *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
    });
    return result == 0 ? static_cast<ssize_t>(count) : result;
  }

  static nghttp2_session* make_server(Http2Session* self) {
    nghttp2_session_callbacks* list = nullptr;
    require_memory(nghttp2_session_callbacks_new(&list));
    nghttp2_session_callbacks_set_on_begin_headers_callback(list, &on_begin_headers);
    nghttp2_session_callbacks_set_on_header_callback(list, &on_header);
    nghttp2_session_callbacks_set_on_frame_recv_callback(list, &on_frame_recv);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(list, &on_data_chunk_recv);
    nghttp2_session_callbacks_set_on_frame_send_callback(list, &on_frame_send);
    nghttp2_session_callbacks_set_on_stream_close_callback(list, &on_stream_close);
    nghttp2_option* options = nullptr;
    require_memory(nghttp2_option_new(&options));
    nghttp2_option_set_no_auto_window_update(options, 1);
    nghttp2_option_set_max_outbound_ack(options, limits::kUnsentReplies);
    nghttp2_session* session = nullptr;
    require_memory(nghttp2_session_server_new2(&session, list, self, options));
    nghttp2_option_del(options);
    nghttp2_session_callbacks_del(list);
    return session;
  }
};

Http2Session::Http2Session(Http2Handler& handler, const Deadlines& deadlines, Now now)
    : handler_(handler),
      deadlines_(deadlines),
      now_(std::move(now)),
      session_(Callbacks::make_server(this), &nghttp2_session_del),
      idle_since_(now_()) {
  // RFC 9218 did away with priorities; without them there is no tree of streams to attack.
  constexpr std::array<nghttp2_settings_entry, 4> kSettings{{
      {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits::kStreamsPerConnection},
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, limits::kStreamWindowBytes},
      {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits::kHeaderListBytes},
      {NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1},
  }};
  require_memory(
      nghttp2_submit_settings(session_.get(), NGHTTP2_FLAG_NONE, kSettings.data(), kSettings.size()));
  require_memory(nghttp2_session_set_local_window_size(session_.get(), NGHTTP2_FLAG_NONE, 0,
                                                       limits::kConnectionWindowBytes));
}

Http2Session::~Http2Session() = default;

bool Http2Session::receive(std::string_view bytes) {
  const ssize_t taken = nghttp2_session_mem_recv(session_.get(), as_bytes(bytes), bytes.size());
  throw_failure();
  return taken >= 0;
}

void Http2Session::take_output(std::string& out, std::size_t limit) {
  while (out.size() < limit) {
    const std::uint8_t* data = nullptr;
    const ssize_t size = nghttp2_session_mem_send(session_.get(), &data);
    throw_failure();
    if (size <= 0) return;
    out += as_text(data, static_cast<std::size_t>(size));
  }
}

void Http2Session::throw_failure() {
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Http2Session::respond(std::int32_t id, Http2Response response) {
  Stream* stream = find(id);
  if (stream == nullptr || stream->phase > Phase::kHandling) return;
  held_bytes_ -= std::exchange(stream->body_bytes, 0);
  stream->phase = Phase::kResponding;
  stream->since = now_();
  stream->response = std::move(response);

  const std::string status = std::to_string(stream->response.status);
  auto fields = as_fields(stream->response.fields);
  fields.insert(fields.begin(), as_field(":status", status));
  const nghttp2_data_provider body{{}, &Callbacks::read_response_body};
  const bool has_body = !stream->response.body.empty();
  require_memory(
      nghttp2_submit_response(session_.get(), id, fields.data(), fields.size(), has_body ? &body : nullptr));
  give_windows();
}

/// False when there are none.
bool Http2Session::submit_trailers(std::int32_t id, const Headers& trailers) {
  const auto fields = as_fields(trailers);
  if (fields.empty()) return false;
  require_memory(nghttp2_submit_trailer(session_.get(), id, fields.data(), fields.size()));
  return true;
}

void Http2Session::drain() {
  draining_ = true;
  const std::int32_t last = nghttp2_session_get_last_proc_stream_id(session_.get());
  require_memory(
      nghttp2_submit_goaway(session_.get(), NGHTTP2_FLAG_NONE, last, NGHTTP2_NO_ERROR, nullptr, 0));
}

bool Http2Session::finished() const {
  return nghttp2_session_want_read(session_.get()) == 0 && nghttp2_session_want_write(session_.get()) == 0;
}

TimePoint Http2Session::deadline() const {
  if (terminated_) return TimePoint::max();
  if (streams_.empty()) return idle_since_ + (greeted_ ? deadlines_.idle : deadlines_.header);
  TimePoint earliest = TimePoint::max();
  for (const auto& [id, stream] : streams_) earliest = std::min(earliest, deadline(stream));
  return earliest;
}

TimePoint Http2Session::deadline(const Stream& stream) const {
  switch (stream.phase) {
    case Phase::kFields:
      return stream.since + deadlines_.header;
    case Phase::kBody:
      return body_deadline(stream.since, stream.body_bytes, deadlines_);
    case Phase::kResponding:
      return stream.since + deadlines_.write;
    default:
      return TimePoint::max();
  }
}

void Http2Session::expire() {
  const TimePoint now = now_();
  if (deadline() > now) return;
  if (streams_.empty()) return terminate(NGHTTP2_NO_ERROR);
  for (auto& [id, stream] : streams_) {
    if (deadline(stream) <= now) end_overdue(id, stream);
  }
}

void Http2Session::end_overdue(std::int32_t id, Stream& stream) {
  // Nothing else may come between the frames of one header block.
  if (stream.phase == Phase::kFields) return terminate(NGHTTP2_NO_ERROR);
  stream.phase = Phase::kReset;
  held_bytes_ -= std::exchange(stream.body_bytes, 0);
  require_memory(nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, id, NGHTTP2_CANCEL));
}

void Http2Session::terminate(std::uint32_t error_code) {
  terminated_ = true;
  require_memory(nghttp2_session_terminate_session(session_.get(), error_code));
}

void Http2Session::begin_stream(std::int32_t id) { streams_[id].since = now_(); }

void Http2Session::add_field(std::int32_t id, std::string_view name, std::string_view value) {
  Stream* stream = find(id);
  if (stream == nullptr) return;
  constexpr std::size_t kFieldOverhead = 32;  // RFC 9113, section 6.5.2
  stream->field_bytes += name.size() + value.size() + kFieldOverhead;
  if (stream->field_bytes > limits::kHeaderListBytes) return;
  stream->fields.add(std::string(name), std::string(value));
}

void Http2Session::end_fields(std::int32_t id) {
  Stream* stream = find(id);
  if (stream == nullptr) return;
  if (draining_) return refuse(id, *stream);
  stream->phase = Phase::kBody;
  stream->since = now_();
  if (stream->field_bytes > limits::kHeaderListBytes) {
    return respond(id, {http_status(RequestError::Kind::kHeadTooLarge), {}, {}, {}});
  }
  handler_.on_request(id, std::exchange(stream->fields, {}));
}

/// Between drain() and the moment when the client hears of it requests may come that it was told are not
/// processed, and sends again elsewhere.
void Http2Session::refuse(std::int32_t id, Stream& stream) {
  stream.phase = Phase::kAnswered;
  require_memory(nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, id, NGHTTP2_REFUSED_STREAM));
}

void Http2Session::add_body(std::int32_t id, std::string_view bytes) {
  require_memory(nghttp2_session_consume_connection(session_.get(), bytes.size()));
  Stream* stream = find(id);
  if (stream == nullptr || stream->phase != Phase::kBody) return;
  stream->body_bytes += bytes.size();
  stream->window_owed += bytes.size();
  held_bytes_ += bytes.size();
  handler_.on_body(id, bytes);
  give_windows();
}

void Http2Session::end_request(std::int32_t id) {
  Stream* stream = find(id);
  if (stream == nullptr || stream->phase != Phase::kBody) return;
  stream->phase = Phase::kHandling;
  handler_.on_end(id);
}

void Http2Session::sent_response(std::int32_t id) {
  Stream* stream = find(id);
  if (stream == nullptr) return;
  stream->phase = Phase::kAnswered;
  // A response before the end of the request: the rest is not wanted (RFC 9113, section 8.1).
  if (nghttp2_session_get_stream_remote_close(session_.get(), id) == 0) {
    require_memory(nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, id, NGHTTP2_NO_ERROR));
  }
}

void Http2Session::close_stream(std::int32_t id) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  const Phase phase = found->second.phase;
  held_bytes_ -= found->second.body_bytes;
  streams_.erase(found);
  if (phase != Phase::kFields) handler_.on_close(id);
  if (streams_.empty()) idle_since_ = now_();
  give_windows();
  if (phase != Phase::kAnswered) {
    if (++abandoned_ > limits::kAbandonedStreams) terminate(NGHTTP2_ENHANCE_YOUR_CALM);
  } else if (abandoned_ > 0) {
    --abandoned_;
  }
}

/// While the connection holds much, only the oldest body may go on; it will be complete, and answered.
void Http2Session::give_windows() {
  bool oldest = true;
  for (auto& [id, stream] : streams_) {
    if (stream.phase > Phase::kHandling) continue;
    if (stream.window_owed != 0 && (oldest || held_bytes_ <= limits::kHeldBytes)) {
      const std::size_t owed = std::exchange(stream.window_owed, 0);
      require_memory(nghttp2_session_consume_stream(session_.get(), id, owed));
    }
    oldest = false;
  }
}

Http2Session::Stream* Http2Session::find(std::int32_t id) {
  const auto found = streams_.find(id);
  return found == streams_.end() ? nullptr : &found->second;
}

}  // namespace tracewh::net
