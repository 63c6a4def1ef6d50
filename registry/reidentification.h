// How the journal tells a re-identification.
#pragma once

namespace aval {

// Kind of its documents, beside those of store.h. id: domain/field class; a version a run, written
// before any value is shown. Frozen: it is stored.
inline constexpr const char* kReidentificationKind = "reidentification";

}  // namespace aval
