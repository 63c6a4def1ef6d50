// The number of a mobile subscriber: country 3, network 2 or 3, subscriber.
#include <array>

#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

// Mobile country codes (ITU-T E.212); the test networks 001 and 999 are nobody's.
constexpr std::string_view kCountries =
    " 202 204 206 208 212 213 214 216 218 219 220 221 222 226 228 230 231 232 234 235 238 240 "
    "242 244 246 247 248 250 255 257 259 260 262 266 268 270 272 274 276 278 280 282 283 284 286 "
    "288 289 290 292 293 294 295 297 302 308 310 311 312 313 314 316 330 334 338 340 342 344 346 "
    "348 350 352 354 356 358 360 362 363 364 365 366 368 370 372 374 376 400 401 402 404 405 410 "
    "412 413 414 415 416 417 418 419 420 421 422 424 425 426 427 428 429 432 434 436 437 438 440 "
    "441 450 452 454 455 456 457 460 466 467 470 472 502 505 510 514 515 520 525 528 530 536 537 "
    "539 540 541 542 543 544 545 546 547 548 549 550 551 552 553 554 555 602 603 604 605 606 607 "
    "608 609 610 611 612 613 614 615 616 617 618 619 620 621 622 623 624 625 626 627 628 629 630 "
    "631 632 633 634 635 636 637 638 639 640 641 642 643 645 646 647 648 649 650 651 652 653 654 "
    "655 657 658 659 702 704 706 708 710 712 714 716 722 724 730 732 734 736 738 740 742 744 746 "
    "748 750 901 902 991 995 ";

constexpr std::array<bool, 1000> kIsCountry = [] {
  std::array<bool, 1000> is_country{};
  for (std::size_t i = 1; i + 3 < kCountries.size(); i += 4)
    is_country[static_cast<std::size_t>((kCountries[i] - '0') * 100 +
                                        (kCountries[i + 1] - '0') * 10 + kCountries[i + 2] - '0')] =
        true;
  return is_country;
}();

}  // namespace

bool is_valid_imsi(std::string_view value) {
  return (value.size() == 14 || value.size() == 15) && is_all_digits(value) &&
         kIsCountry[static_cast<std::size_t>((value[0] - '0') * 100 + (value[1] - '0') * 10 +
                                             value[2] - '0')];
}

}  // namespace aval
