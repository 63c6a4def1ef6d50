#include "audit/table/input_bytes.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <zlib.h>

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {

namespace {

// formats.md 3.4: 8 GiB inflated a part, and 200:1 above 64 MiB.
constexpr std::uint64_t kMaxInflated = 8ULL << 30;
constexpr std::uint64_t kFreeInflated = 64ULL << 20;
constexpr std::uint64_t kMaxRatio = 200;
constexpr int kGzipWindow = 15 + 16;  // largest window, gzip wrapper expected

}  // namespace

std::shared_ptr<const InputBytes> InputBytes::of_file(const std::string& path) {
  auto input = std::make_shared<InputBytes>();
  input->file_ = std::make_unique<InputFile>(path);
  return input;
}

std::shared_ptr<const InputBytes> InputBytes::of_standard_input() {
  auto input = std::make_shared<InputBytes>();
  input->spool_ = std::make_unique<TemporaryFile>("stdin");
  spool_standard_input(input->spool_->path());
  input->file_ = std::make_unique<InputFile>(input->spool_->path());
  return input;
}

std::shared_ptr<const InputBytes> InputBytes::of_memory(std::string bytes) {
  auto input = std::make_shared<InputBytes>();
  input->memory_ = std::move(bytes);
  return input;
}

std::shared_ptr<const InputBytes> InputBytes::of_temporary(std::unique_ptr<TemporaryFile> file) {
  auto input = std::make_shared<InputBytes>();
  input->spool_ = std::move(file);
  input->file_ = std::make_unique<InputFile>(input->spool_->path());
  return input;
}

std::shared_ptr<const InputBytes> InputBytes::of_range(std::shared_ptr<const InputBytes> whole,
                                                       std::uint64_t offset, std::uint64_t length) {
  auto input = std::make_shared<InputBytes>();
  const std::uint64_t size = whole->size();
  input->range_offset_ = std::min(offset, size);
  input->range_length_ = std::min(length, size - input->range_offset_);
  input->whole_ = std::move(whole);
  return input;
}

std::uint64_t InputBytes::size() const {
  if (whole_)
    return range_length_;
  return file_ ? file_->size() : memory_.size();
}

std::size_t InputBytes::read_at(std::uint64_t offset, char* out, std::size_t length) const {
  if (whole_) {
    if (offset >= range_length_)
      return 0;
    const std::uint64_t left = range_length_ - offset;
    return whole_->read_at(range_offset_ + offset, out,
                           static_cast<std::size_t>(std::min<std::uint64_t>(length, left)));
  }
  if (file_)
    return file_->read_at(offset, out, length);
  if (offset >= memory_.size())
    return 0;
  const std::size_t start = static_cast<std::size_t>(offset);
  const std::size_t count = std::min(length, memory_.size() - start);
  std::memcpy(out, memory_.data() + start, count);
  return count;
}

std::string InputBytes::digest() const {
  Sha256 digest;
  std::array<char, 65536> block{};
  std::uint64_t offset = 0;
  while (const std::size_t got = read_at(offset, block.data(), block.size())) {
    digest.add(std::string_view(block.data(), got));
    offset += got;
  }
  return digest.finish_hex();
}

std::shared_ptr<const InputBytes> find_beside(const std::string& path, const std::string& ending) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash))
    return nullptr;
  for (const std::string& name : {ending, to_upper_ascii(ending)}) {
    const std::string other = path.substr(0, dot + 1) + name;
    if (kind_of_file(other) == FileKind::regular)
      return InputBytes::of_file(other);
  }
  return nullptr;
}

struct ByteStream::Inflater {
  z_stream stream{};
  std::array<char, 65536> input{};

  Inflater() { inflateInit2(&stream, kGzipWindow); }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

ByteStream::ByteStream(std::shared_ptr<const InputBytes> input, bool gzip, std::string place)
    : input_(std::move(input)), place_(std::move(place)) {
  if (gzip)
    inflater_ = std::make_unique<Inflater>();
}

ByteStream::~ByteStream() = default;
ByteStream::ByteStream(ByteStream&&) noexcept = default;

std::size_t ByteStream::read(char* out, std::size_t length) {
  if (inflater_)
    return read_inflated(out, length);
  std::size_t count = 0;
  while (count < length) {
    const std::size_t got = read_disk(out + count, length - count);
    if (got == 0)
      break;
    count += got;
  }
  return count;
}

void ByteStream::drain() {
  std::array<char, 65536> rest{};
  while (read_disk(rest.data(), rest.size()) > 0) {
  }
}

std::size_t ByteStream::read_disk(char* out, std::size_t length) {
  const std::size_t got = input_->read_at(offset_, out, length);
  if (digest_ != nullptr && got > 0)
    digest_->add(std::string_view(out, got));
  offset_ += got;
  return got;
}

std::size_t ByteStream::read_inflated(char* out, std::size_t length) {
  z_stream& stream = inflater_->stream;
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = static_cast<uInt>(length);
  while (!ended_ && stream.avail_out > 0) {
    if (stream.avail_in == 0) {
      stream.next_in = reinterpret_cast<Bytef*>(inflater_->input.data());
      stream.avail_in =
          static_cast<uInt>(read_disk(inflater_->input.data(), inflater_->input.size()));
      if (stream.avail_in == 0) {  // the data stops before its end mark
        damaged_ = ended_ = true;
        break;
      }
    }
    const uInt before = stream.avail_out;
    const int result = inflate(&stream, Z_NO_FLUSH);
    produced_ += before - stream.avail_out;
    check_limits();
    if (result == Z_STREAM_END)
      ended_ = !start_next_member();
    else if (result != Z_OK && result != Z_BUF_ERROR)
      damaged_ = ended_ = true;
  }
  return length - stream.avail_out;
}

// Gzip files may be concatenated; anything after that is no gzip member is padding.
bool ByteStream::start_next_member() {
  z_stream& stream = inflater_->stream;
  if (stream.avail_in == 0) {
    stream.next_in = reinterpret_cast<Bytef*>(inflater_->input.data());
    stream.avail_in =
        static_cast<uInt>(read_disk(inflater_->input.data(), inflater_->input.size()));
  }
  if (stream.avail_in == 0 || *stream.next_in != 0x1f)
    return false;
  return inflateReset(&stream) == Z_OK;
}

void ByteStream::check_limits() const {
  const bool too_large = produced_ > kMaxInflated;
  const bool too_dense = produced_ > kFreeInflated && produced_ / kMaxRatio > offset_;
  if (too_large || too_dense)
    throw Error(ErrorKind::input, place_,
                Text{"ce fichier gzip se décompresse au-delà des limites (8 Gio, ou 200 fois sa "
                     "taille) ; décompressez-le vous-même si vous lui faites confiance",
                     "this gzip file inflates past the limits (8 GiB, or 200 times its size); "
                     "decompress it yourself if you trust it"});
}

}  // namespace aval
