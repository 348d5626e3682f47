#pragma once

#include <string>
#include <string_view>

/// Text from elsewhere as it may stand in XML 1.0, which some characters must not even be escaped in.
namespace tracewh::base {

/// The content of an element: markup is escaped; what XML forbids, or could mislead the reader, is shown by
/// its number, see escaped(). Line feeds stay.
std::string xml_text(std::string_view text);

/// The value of an attribute, for which double quotes must stand around it: the same, with line feeds shown.
std::string xml_attribute(std::string_view text);

}  // namespace tracewh::base
