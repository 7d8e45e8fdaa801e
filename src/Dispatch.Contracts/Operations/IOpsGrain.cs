using Orleans.Concurrency;

namespace Dispatch.Contracts.Operations;

/// <summary>What is known of every process of the product. One grain, key <see cref="Key"/>; it holds nothing durable and nothing of people.</summary>
/// <remarks>Processes report to it by themselves, so that nobody has to address a certain silo. After a move it knows all again within a few seconds.</remarks>
[Alias("dispatch.ops")]
public interface IOpsGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "all";

    /// <summary>Takes the latest figures of a process in place of its earlier ones.</summary>
    [Alias("report")]
    Task ReportAsync(ProcessReport report);

    /// <summary>All processes that were heard of in the last hour, and those that should have been.</summary>
    [ReadOnly, Alias("get")]
    Task<OpsView> GetAsync();
}
