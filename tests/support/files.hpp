#pragma once

#include <filesystem>
#include <string>

namespace tracewh {

/// A file or directory of the source tree, such as `fixtures/otlp-json`.
std::filesystem::path source_path(const std::filesystem::path& path);

/// Where the samples of real exporters lie, beside the source tree. They may be missing; a test that needs
/// them has the tag [samples], by which it is skipped then.
std::filesystem::path samples_path();

/// The bytes of a sample; throws where it is missing.
std::string sample(const std::filesystem::path& path);

}  // namespace tracewh
