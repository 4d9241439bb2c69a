using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Lad.Benchmarks.Budgets;
#if AKKA_STREAMS
using Lad.Benchmarks.Engines;
#endif
using Lad.Benchmarks.Quality;
using Lad.Benchmarks.Telemetry;

// `feedback` is no matter of time: it measures what learning from feedback does on real logs.
if (args is ["feedback"]) return FeedbackQuality.Run(Console.Out);

// `telemetry batches [rounds [batches]]` holds batches with metrics and traces against batches without, in turn; `telemetry [rounds [records [threads]]]` does so with whole runs.
if (args is ["telemetry", "batches", .. string[] counts]) return await BatchCost.RunAsync(Number(counts, 0, 10), Number(counts, 1, 8000), Console.Out);
if (args is ["telemetry", .. string[] sizes]) return await TelemetryCost.RunAsync(Number(sizes, 0, 20), Number(sizes, 1, 4_000_000), Number(sizes, 2, Environment.ProcessorCount), Console.Out);

#if AKKA_STREAMS
// `engines [rounds [records [threads]]]` holds the graph on Akka.Streams against the one on TPL Dataflow.
if (args is ["engines", .. string[] given]) return await EngineComparison.RunAsync(Number(given, 0, 11), Number(given, 1, 4_000_000), Number(given, 2, Environment.ProcessorCount), Console.Out);
#endif

// `budgets` runs only what has an allocation budget, briefly and in this process: what is allocated does not depend on how often it is timed.
bool onlyBudgets = args is ["budgets"];
Job job = onlyBudgets ? Job.Dry.WithIterationCount(2).WithInvocationCount(16).WithUnrollFactor(16).WithWarmupCount(2).WithToolchain(InProcessNoEmitToolchain.Instance) : Job.ShortRun;
IConfig config = DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default).AddJob(job.AsDefault());
if (onlyBudgets)
{
    config = config.AddFilter(new SimpleFilter(benchmark => AllocationBudgets.Of(benchmark) is not null));
    args = ["--filter", "*"];
}

Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(AllocationBudgets).Assembly).Run(args, config)];
IReadOnlyDictionary<string, string> violations = AllocationBudgets.Violations(summaries);
// What is counted is what the whole process allocates: another thread's once in a while, the benchmark's own each time.
for (int again = 0; again < 2 && onlyBudgets && violations.Count > 0; again++)
    violations = AllocationBudgets.Violations(BenchmarkSwitcher.FromAssembly(typeof(AllocationBudgets).Assembly).Run(["--filter", .. violations.Keys], config));
foreach (string violation in violations.Values) Console.Error.WriteLine(violation);
if (onlyBudgets && summaries.Length == 0) Console.Error.WriteLine("No benchmark with an allocation budget was found.");
return violations.Count > 0 || (onlyBudgets && summaries.Length == 0) ? 1 : 0;

static int Number(string[] given, int place, int usual) => place < given.Length ? int.Parse(given[place], System.Globalization.CultureInfo.InvariantCulture) : usual;
