#include "audit/table/unpack.h"

#include <array>
#include <functional>
#include <utility>

#include <zstd.h>

#include "audit/base/error.h"

namespace aval {

namespace {

constexpr std::size_t kInMemory = 16777216;
constexpr std::size_t kBlock = 65536;
constexpr std::uint64_t kMaxInflated = 8ULL << 30;
constexpr std::uint64_t kFreeInflated = 64ULL << 20;
constexpr std::uint64_t kMaxRatio = 200;
constexpr int kMaxWindow = 27;  // 128 MiB, the most that zstd itself allows without asking

// False: no more is wanted.
using TakePiece = std::function<bool(std::string_view piece)>;

void check_size(std::uint64_t produced, std::uint64_t packed, const std::string& place) {
  if (produced > kMaxInflated || (produced > kFreeInflated && produced / kMaxRatio > packed))
    throw Error(ErrorKind::input, place,
                Text{"ce fichier se décompresse au-delà des limites (8 Gio, ou 200 fois sa "
                     "taille) ; décompressez-le vous-même si vous lui faites confiance",
                     "this file inflates past the limits (8 GiB, or 200 times its size); "
                     "decompress it yourself if you trust it"});
}

// True when the data ended as it should.
bool read_zstd(const InputBytes& input, const std::string& place, const TakePiece& take) {
  const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(),
                                                                        ZSTD_freeDStream);
  if (stream == nullptr)
    throw std::bad_alloc();
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kMaxWindow);
  std::string in(kBlock, '\0');
  std::string out(kBlock, '\0');
  std::uint64_t place_in = 0;
  std::uint64_t produced = 0;
  std::size_t wanted = 1;  // 0: a frame is complete
  while (const std::size_t got = input.read_at(place_in, in.data(), in.size())) {
    place_in += got;
    ZSTD_inBuffer source{in.data(), got, 0};
    for (bool is_full = true; source.pos < source.size || is_full;) {
      ZSTD_outBuffer sink{out.data(), out.size(), 0};
      wanted = ZSTD_decompressStream(stream.get(), &sink, &source);
      if (ZSTD_isError(wanted) != 0)
        return false;
      produced += sink.pos;
      check_size(produced, place_in, place);
      if (!take(std::string_view(out.data(), sink.pos)))
        return true;
      is_full = sink.pos == sink.size;
    }
  }
  return wanted == 0;
}

bool read_gzip(const std::shared_ptr<const InputBytes>& input, const std::string& place,
               const TakePiece& take) {
  ByteStream stream(input, true, place);
  std::string block(kBlock, '\0');
  for (;;) {
    const std::size_t got = stream.read(block.data(), block.size());
    if (!take(std::string_view(block.data(), got)))
      return true;
    if (got < block.size())
      return !stream.damaged();
  }
}

bool read_packed(const std::shared_ptr<const InputBytes>& input, const std::string& place,
                 const TakePiece& take) {
  std::array<char, 4> head{};
  const std::size_t got = input->read_at(0, head.data(), head.size());
  return is_zstd(std::string_view(head.data(), got)) ? read_zstd(*input, place, take)
                                                     : read_gzip(input, place, take);
}

}  // namespace

bool is_gzip(std::string_view head) {
  return head.substr(0, 3) == std::string_view("\x1F\x8B\x08", 3);
}

bool is_zstd(std::string_view head) {
  return head.substr(0, 4) == "\x28\xB5\x2F\xFD";
}

std::string unpacked_head(const std::shared_ptr<const InputBytes>& input, std::size_t length,
                          const std::string& place) {
  std::string head;
  read_packed(input, place, [&](std::string_view piece) {
    head.append(piece.substr(0, length - head.size()));
    return head.size() < length;
  });
  return head;
}

std::shared_ptr<const InputBytes> unpack(const std::shared_ptr<const InputBytes>& input,
                                         const std::string& place) {
  Spool spool;
  const bool is_sound = read_packed(input, place, [&](std::string_view piece) {
    spool.add(piece);
    return true;
  });
  if (!is_sound)
    throw Error(ErrorKind::input, place,
                Text{"fichier compressé tronqué ou abîmé : redemandez-le",
                     "compressed file that is cut short or damaged: ask for it again"});
  return spool.finish();
}

void Spool::add(std::string_view piece) {
  if (!out_ && memory_.size() + piece.size() <= kInMemory) {
    memory_ += piece;
    return;
  }
  if (!out_) {
    file_ = std::make_unique<TemporaryFile>("member");
    out_ = std::make_unique<WholeFile>(file_->path(), true);
    out_->write(std::exchange(memory_, std::string()));
  }
  out_->write(piece);
}

std::shared_ptr<const InputBytes> Spool::finish() {
  if (!out_)
    return InputBytes::of_memory(std::move(memory_));
  out_->finish();
  return InputBytes::of_temporary(std::move(file_));
}

}  // namespace aval
