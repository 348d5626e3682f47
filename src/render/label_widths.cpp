#include "render/label_widths.hpp"

#include "render/text.hpp"

#include <algorithm>

namespace tracewh::render {
namespace {

constexpr std::size_t kWidestLabel = 72;
constexpr std::size_t kWidestSubject = 48;

}  // namespace

void LabelWidths::include(std::string_view label_text, std::string_view subject_text) {
  label = std::max(label, std::min(display_width(label_text), kWidestLabel));
  subject = std::max(subject, std::min(display_width(subject_text), kWidestSubject));
}

void LabelWidths::shrink(std::size_t line_width, std::size_t figures) {
  const std::size_t room = line_width > figures + kGap ? line_width - figures - kGap : 1;
  if (label + subject <= room) return;
  const std::size_t label_room = room > subject ? room - subject : 0;
  if (label > label_room) label = std::max(label_room, std::min(label, room - room / 3));
  subject = std::min(subject, room - label);
}

}  // namespace tracewh::render
