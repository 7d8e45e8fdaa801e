using System.Collections.Concurrent;

namespace Dispatch.Cluster.Tests;

/// <summary>What clients were promised: every acknowledged request and answer, as they saw it.</summary>
internal sealed class History
{
    public ConcurrentDictionary<string, string> CodeOfRequest { get; } = new();

    public ConcurrentDictionary<string, Region> RegionOfRequest { get; } = new();

    public ConcurrentDictionary<string, string> StationOfRequest { get; } = new();

    public ConcurrentBag<(string RequestId, string OfferId, string Responder)> Accepts { get; } = [];

    public ConcurrentBag<(string RequestId, string Responder)> Completions { get; } = [];

    public ConcurrentBag<string> HighRisk { get; } = [];
}
