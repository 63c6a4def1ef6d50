#include "audit/protect/transform_table.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr std::size_t kMostRejectedTold = 10;

Text reason_of(CellFault fault) {
  switch (fault) {
    case CellFault::ill_formed:
      return {"texte qui n'est pas de l'UTF-8", "text that is not UTF-8"};
    case CellFault::unfit:
      return {
          "valeur qui n'est pas de la forme attendue ; « unfit » : « suppress » dans le plan la "
          "viderait",
          "value that is not of the expected form; \"unfit\": \"suppress\" in the plan would "
          "empty it"};
    case CellFault::few_values:
      return {
          "sans place dans la permutation : moins d'un million de valeurs de cette longueur, ou "
          "un numéro d'un autre pays ; prenez vault ou siv, ou « unfit » : « suppress »",
          "no place in the permutation: fewer than a million values of this length, or a "
          "number of another country; take vault or siv, or \"unfit\": \"suppress\""};
    case CellFault::no_subject:
      return {
          "la personne de cette ligne manque : ses dates ne peuvent pas bouger ensemble ; "
          "« unfit » : « suppress » viderait la cellule",
          "the person of this row is missing: their dates cannot move together; \"unfit\": "
          "\"suppress\" would empty the cell"};
    case CellFault::no_token:
      return {"ce n'est pas un jeton de ce domaine, de cette classe et de cette opération",
              "this is no token of this domain, class and operation"};
  }
  return {};
}

// Batches come out in the order of the file, whatever thread finishes first.
class InOrder {
 public:
  // False when another thread failed.
  bool wait_for(std::uint64_t sequence, std::unique_lock<std::mutex>& lock) {
    turn_.wait(lock, [&] { return failure_ || next_ == sequence; });
    return !failure_;
  }
  void done() {
    ++next_;
    turn_.notify_all();
  }
  void fail(std::exception_ptr failure) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failure_)
      failure_ = std::move(failure);
    turn_.notify_all();
  }
  std::mutex& mutex() { return mutex_; }
  void throw_failure() const {
    if (failure_)
      std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0;
  std::exception_ptr failure_;
};

// What one thread needs.
class Worker {
 public:
  Worker(const TransformRequest& request, const RowOutput& output)
      : request_(request), output_(output), results_(request.steps.size()) {
    for (const ColumnStep& step : request.steps) {
      const Operation operation = step.planned.operation;
      if (operation == Operation::keep || operation == Operation::suppress)
        operators_.emplace_back();
      else if (request.rotation != nullptr)
        operators_.push_back(make_rotation(step.planned, *request.parts, *request.rotation));
      else
        operators_.push_back(make_operator(step.planned, *request.parts));
    }
    outcome_.columns.resize(request.steps.size());
  }

  void transform(Batch& batch) {
    fit_columns(batch);
    rejected_.assign(batch.rows, false);
    rows_.clear();
    outcome_ = TransformOutcome();
    outcome_.columns.resize(request_.steps.size());
    for (std::size_t c = 0; c < request_.steps.size(); ++c)
      if (operators_[c])
        run(c, batch);
    write_rows(batch);
  }

  const std::string& rows() const { return rows_; }
  const TransformOutcome& outcome() const { return outcome_; }

 private:
  void fit_columns(Batch& batch) const;
  void run(std::size_t column, const Batch& batch);
  void judge_faults(std::size_t column, const Batch& batch);
  void write_rows(const Batch& batch);

  const TransformRequest& request_;
  const RowOutput& output_;
  std::vector<ColumnOperator> operators_;
  std::vector<ColumnResult> results_;
  std::vector<bool> rejected_;
  std::string rows_;
  TransformOutcome outcome_;
};

// Columns that a batch does not have are empty; cells beyond the last column stop the run.
void Worker::fit_columns(Batch& batch) const {
  for (std::size_t c = request_.steps.size(); c < batch.columns.size(); ++c)
    for (std::size_t r = 0; r < batch.columns[c].size(); ++r)
      if (!batch.columns[c][r].empty())
        throw Error(
            ErrorKind::input, "ligne/row " + std::to_string(batch.record_numbers[r]),
            {"cette ligne a plus de cellules que l'en-tête n'a de colonnes : rien ne dit ce "
             "qu'elles portent ; corrigez le fichier",
             "this row has more cells than the header has columns: nothing says what they "
             "hold; correct the file"});
  batch.columns.resize(request_.steps.size());
  for (auto& column : batch.columns)
    column.resize(batch.rows);
}

void Worker::run(std::size_t column, const Batch& batch) {
  ColumnResult& result = results_[column];
  result.start(batch.rows);
  const ColumnStep& step = request_.steps[column];
  const bool has_subject = !step.planned.subject.empty();
  operators_[column]({&batch.columns[column], has_subject ? &batch.columns[step.subject] : nullptr,
                      &batch.record_numbers},
                     result);
  outcome_.columns[column].missing = result.missing;
  outcome_.columns[column].as_text = result.as_text;
  judge_faults(column, batch);
}

void Worker::judge_faults(std::size_t column, const Batch& batch) {
  const ColumnStep& step = request_.steps[column];
  for (const ColumnResult::Fault& fault : results_[column].faults) {
    if (fault.fault == CellFault::ill_formed)
      rejected_[fault.row] = true;
    else if (step.planned.unfit == Unfit::suppress && request_.rotation == nullptr)
      ++outcome_.columns[column].suppressed;
    else
      throw Error(ErrorKind::input,
                  step.name + ", ligne/row " + std::to_string(batch.record_numbers[fault.row]),
                  reason_of(fault.fault));
  }
}

void Worker::write_rows(const Batch& batch) {
  std::vector<std::string_view> cells;
  for (std::size_t row = 0; row < batch.rows; ++row) {
    if (rejected_[row]) {
      ++outcome_.rejected_rows;
      if (outcome_.first_rejected.size() < kMostRejectedTold)
        outcome_.first_rejected.push_back(batch.record_numbers[row]);
      continue;
    }
    ++outcome_.rows;
    cells.clear();
    for (std::size_t c = 0; c < request_.steps.size(); ++c) {
      const ColumnStep& step = request_.steps[c];
      if (is_dropped(step))
        continue;
      if (operators_[c])
        cells.push_back(results_[c].values[row]);
      else
        cells.push_back(step.planned.operation == Operation::keep ? batch.columns[c][row]
                                                                  : std::string_view());
    }
    output_.append_row(cells, rows_);
  }
}

void add_outcome(const TransformOutcome& part, TransformOutcome& whole) {
  whole.rows += part.rows;
  whole.rejected_rows += part.rejected_rows;
  for (const std::uint64_t record : part.first_rejected)
    if (whole.first_rejected.size() < kMostRejectedTold)
      whole.first_rejected.push_back(record);
  for (std::size_t c = 0; c < whole.columns.size(); ++c) {
    whole.columns[c].missing += part.columns[c].missing;
    whole.columns[c].as_text += part.columns[c].as_text;
    whole.columns[c].suppressed += part.columns[c].suppressed;
  }
}

void work(TableReader& reader, Worker& worker, InOrder& order,
          const std::function<void(const Worker&)>& deliver) {
  Batch batch;
  while (reader.next(batch)) {
    std::exception_ptr failure;
    try {
      worker.transform(batch);
    } catch (...) {
      failure = std::current_exception();
    }
    // The failure of the first row of the file is told, not that of the quickest thread.
    std::unique_lock<std::mutex> lock(order.mutex());
    if (!order.wait_for(batch.sequence, lock))
      return;
    if (failure)
      std::rethrow_exception(failure);
    deliver(worker);
    order.done();
  }
}

}  // namespace

bool is_dropped(const ColumnStep& step) {
  return step.planned.operation == Operation::suppress && !step.planned.keep_column;
}

std::vector<std::string_view> output_columns(const TransformRequest& request) {
  std::vector<std::string_view> names;
  for (const ColumnStep& step : request.steps)
    if (!is_dropped(step))
      names.push_back(step.name);
  return names;
}

TransformOutcome transform_table(TableReader& reader, const TransformRequest& request,
                                 const RowOutput& output) {
  TransformOutcome outcome;
  outcome.columns.resize(request.steps.size());
  InOrder order;
  const auto deliver = [&](const Worker& worker) {
    output.write(worker.rows());
    add_outcome(worker.outcome(), outcome);
  };
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < std::max(1U, request.threads); ++i)
    workers.push_back(std::make_unique<Worker>(request, output));
  std::vector<std::thread> threads;
  threads.reserve(workers.size());
  for (const auto& worker : workers)
    threads.emplace_back([&reader, &order, &deliver, one = worker.get()] {
      try {
        work(reader, *one, order, deliver);
      } catch (...) {
        order.fail(std::current_exception());
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  order.throw_failure();
  return outcome;
}

}  // namespace aval
