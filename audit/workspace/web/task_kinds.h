// Kinds of tasks (task_queue.h): each has a page that shows what it came to.
#pragma once

#include "audit/workspace/web/visit.h"
#include "reports/html_page.h"

namespace aval {

inline constexpr const char* kPlanPreview = "plan-preview";
inline constexpr const char* kPlanWritten = "plan-written";
inline constexpr const char* kLevelsPreview = "levels-preview";
inline constexpr const char* kLevelsWritten = "levels-written";
inline constexpr const char* kPublishCheck = "publish-check";

// What a task that is done came to, below its title.
void write_plan_preview(HtmlPage& page, const Task& task);
void write_plan_written(HtmlPage& page, const Task& task);
void write_levels_preview(HtmlPage& page, const Task& task);
void write_levels_written(HtmlPage& page, const Task& task);
void write_publish_check(HtmlPage& page, const Visit& visit, const Task& task);

}  // namespace aval
