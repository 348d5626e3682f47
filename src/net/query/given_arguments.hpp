#pragma once

#include "net/http/message.hpp"
#include "query/arguments.hpp"
#include "search/question.hpp"

#include <initializer_list>
#include <span>
#include <string_view>

namespace tracewh::net {

/// The arguments of a canned query that a query string gives by their names, apart from `others`; `attr` and
/// `trace` any number of times. Throws base::Error (usage).
search::GivenArguments given_arguments(const Parameters& query,
                                       std::initializer_list<std::string_view> others = {});

/// Rows are collected before they are sent, so that there must not be any number of them. Throws base::Error
/// (usage) when the arguments ask for more than an answer holds.
void require_bounded(std::span<const query::Argument> arguments);

}  // namespace tracewh::net
