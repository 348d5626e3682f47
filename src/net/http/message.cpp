#include "net/http/message.hpp"

#include <algorithm>

namespace tracewh::net {
namespace {

constexpr std::string_view kBlanks = " \t";

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char letter) { return lower(letter); });
  return result;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

bool equal_words(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

std::string_view Headers::get(std::string_view name) const {
  const auto found =
      std::ranges::find_if(fields_, [&](const auto& field) { return equal_words(field.first, name); });
  return found == fields_.end() ? std::string_view() : found->second;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(fields_, [&](const auto& field) { return equal_words(field.first, name); }));
}

const std::string* Parameters::find(std::string_view name) const {
  const auto found = std::ranges::find(all_, name, &std::pair<std::string, std::string>::first);
  return found == all_.end() ? nullptr : &found->second;
}

std::string_view Request::path() const { return std::string_view(target).substr(0, target.find('?')); }

std::string Request::media_type() const {
  const std::string_view value = headers.get("Content-Type");
  return lower(trim(value.substr(0, value.find(';'))));
}

std::string Request::content_coding() const {
  std::string coding = lower(trim(headers.get("Content-Encoding")));
  return coding == "identity" ? std::string() : coding;
}

}  // namespace tracewh::net
