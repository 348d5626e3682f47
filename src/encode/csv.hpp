#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// The rows of the view `spans`, one record a span, written as render::write_csv does.
std::unique_ptr<Encoder> make_csv(std::ostream& out);

}  // namespace tracewh::encode
