using System.Collections.Immutable;
using Dispatch.Contracts.Operations;
using Dispatch.Operations.Metrics;

namespace Dispatch.Operations.Reports;

/// <summary>Everything that is counted, at one moment. Two of them give the rates in between.</summary>
/// <param name="At">Seconds on a clock that only goes forward.</param>
/// <param name="Processor">Processor time used since the start.</param>
/// <param name="Silo">The silo; null in a process without actors.</param>
/// <param name="Storage">Storage by operation.</param>
/// <param name="Batches">Writes per commit.</param>
internal sealed record Moment(
    double At, TimeSpan Processor, SiloFigures? Silo, ImmutableArray<StorageCount> Storage, (double Sum, long Count) Batches)
{
    /// <summary>The processors used since an earlier moment.</summary>
    public double ProcessorsSince(Moment earlier) => (Processor - earlier.Processor).TotalSeconds / SecondsSince(earlier);

    public ImmutableArray<GrainTypeFigures> GrainTypesSince(Moment earlier) => Silo is null ? [] :
    [
        .. from type in Silo.GrainTypes
           let then = earlier.Silo?.GrainTypes.FirstOrDefault(other => other.Type == type.Type)
           let latency = type.Latency.Since(then?.Latency ?? Distribution.Empty)
           select new GrainTypeFigures(
               type.Type,
               type.Activations,
               Math.Max(0, type.Calls - (then?.Calls ?? 0)) / SecondsSince(earlier),
               latency.Quantile(0.5),
               latency.Quantile(0.99),
               Math.Max(0, type.Errors - (then?.Errors ?? 0)),
               type.Waiting,
               type.LongestQueue),
    ];

    public ImmutableArray<StorageFigures> StorageSince(Moment earlier) => Silo is null ? [] :
    [
        .. from storage in Storage
           let then = earlier.Storage.FirstOrDefault(other => other.Operation == storage.Operation)
           let latency = storage.Latency.Since(then?.Latency ?? Distribution.Empty)
           let commits = Batches.Count - earlier.Batches.Count
           select new StorageFigures(
               storage.Operation,
               latency.Total / SecondsSince(earlier),
               latency.Quantile(0.5),
               latency.Quantile(0.99),
               Math.Max(0, storage.Errors - (then?.Errors ?? 0)),
               storage.Operation == "write" && commits > 0 ? (Batches.Sum - earlier.Batches.Sum) / commits : null),
    ];

    private double SecondsSince(Moment earlier) => Math.Max(At - earlier.At, 0.001);
}

/// <summary>One kind of storage operation since the start.</summary>
internal sealed record StorageCount(string Operation, Distribution Latency, long Errors);
