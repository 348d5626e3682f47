#include "net/http2_client.hpp"

#include <vector>

namespace tracewh::net::test {
namespace {

std::string as_string(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::uint8_t* as_bytes(std::string_view text) {
  return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
}

}  // namespace

std::string_view ClientStream::field(std::string_view name) const {
  return fields.count(name) != 0 ? fields.get(name) : trailers.get(name);
}

struct Http2Client::Callbacks {
  static Http2Client& client(void* user_data) { return *static_cast<Http2Client*>(user_data); }

  static int on_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name,
                       std::size_t name_size, const std::uint8_t* value, std::size_t value_size, std::uint8_t,
                       void* user_data) {
    ClientStream& stream = client(user_data).streams_[frame->hd.stream_id];
    Headers& list = frame->headers.cat == NGHTTP2_HCAT_RESPONSE ? stream.fields : stream.trailers;
    list.add(as_string(name, name_size), as_string(value, value_size));
    return 0;
  }

  static int on_data_chunk_recv(nghttp2_session*, std::uint8_t, std::int32_t id, const std::uint8_t* data,
                                std::size_t size, void* user_data) {
    client(user_data).streams_[id].body += as_string(data, size);
    return 0;
  }

  static int on_frame_recv(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
    Http2Client& self = client(user_data);
    if (frame->hd.type == NGHTTP2_PING && (frame->hd.flags & NGHTTP2_FLAG_ACK) != 0) ++self.pings_answered_;
    if (frame->hd.type == NGHTTP2_GOAWAY) {
      self.went_away_ = true;
      self.goaway_error_ = frame->goaway.error_code;
    }
    return 0;
  }

  static int on_stream_close(nghttp2_session*, std::int32_t id, std::uint32_t error, void* user_data) {
    ClientStream& stream = client(user_data).streams_[id];
    stream.closed = true;
    stream.error = error;
    return 0;
  }

  static ssize_t read_body(nghttp2_session*, std::int32_t, std::uint8_t* out, std::size_t size,
                           std::uint32_t* flags, nghttp2_data_source* source, void*) {
    ClientStream& stream = *static_cast<ClientStream*>(source->ptr);
    const std::size_t count = stream.to_send.copy(reinterpret_cast<char*>(out), size, stream.sent);
    if (count == 0 && !stream.complete) return NGHTTP2_ERR_DEFERRED;
    stream.sent += count;
    if (stream.sent == stream.to_send.size() && stream.complete) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(count);
  }

  static nghttp2_session* make_client(Http2Client* self) {
    nghttp2_session_callbacks* list = nullptr;
    nghttp2_session_callbacks_new(&list);
    nghttp2_session_callbacks_set_on_header_callback(list, &on_header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(list, &on_data_chunk_recv);
    nghttp2_session_callbacks_set_on_frame_recv_callback(list, &on_frame_recv);
    nghttp2_session_callbacks_set_on_stream_close_callback(list, &on_stream_close);
    nghttp2_session* session = nullptr;
    nghttp2_session_client_new(&session, list, self);
    nghttp2_session_callbacks_del(list);
    nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, nullptr, 0);
    return session;
  }
};

Http2Client::Http2Client() : session_(Callbacks::make_client(this), &nghttp2_session_del) {}

std::int32_t Http2Client::request(const Headers& fields, std::string body, bool complete) {
  std::vector<nghttp2_nv> list;
  for (const auto& [name, value] : fields) {
    list.push_back({as_bytes(name), as_bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE});
  }
  const auto id = static_cast<std::int32_t>(nghttp2_session_get_next_stream_id(session_.get()));
  ClientStream& stream = streams_[id];
  stream.to_send = std::move(body);
  stream.complete = complete;
  nghttp2_data_provider provider{{}, &Callbacks::read_body};
  provider.source.ptr = &stream;
  nghttp2_submit_request(session_.get(), nullptr, list.data(), list.size(), &provider, nullptr);
  return id;
}

void Http2Client::send_more(std::int32_t id, std::string_view bytes, bool complete) {
  ClientStream& stream = streams_.at(id);
  stream.to_send += bytes;
  stream.complete = complete;
  nghttp2_session_resume_data(session_.get(), id);
}

void Http2Client::reset(std::int32_t id) {
  nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, id, NGHTTP2_CANCEL);
}

void Http2Client::ping() { nghttp2_submit_ping(session_.get(), NGHTTP2_FLAG_NONE, nullptr); }

void Http2Client::set_window(std::uint32_t bytes) {
  const nghttp2_settings_entry entry{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, bytes};
  nghttp2_submit_settings(session_.get(), NGHTTP2_FLAG_NONE, &entry, 1);
}

std::string Http2Client::take_output() {
  std::string out;
  const std::uint8_t* data = nullptr;
  for (ssize_t size = 0; (size = nghttp2_session_mem_send(session_.get(), &data)) > 0;) {
    out += as_string(data, static_cast<std::size_t>(size));
  }
  return out;
}

bool Http2Client::receive(std::string_view bytes) {
  return nghttp2_session_mem_recv(session_.get(), as_bytes(bytes), bytes.size()) >= 0;
}

}  // namespace tracewh::net::test
