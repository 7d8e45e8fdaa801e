using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Dispatch.Contracts.Operations;
using Dispatch.Operations.Metrics;
using Dispatch.Operations.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Operations.Hosting;

/// <summary>
/// What can be said of a silo of stock Orleans: calls as a filter sees them, activations by its own meter, and the cluster as its membership
/// service sees it. How many calls wait is not to be had.
/// </summary>
internal sealed class RuntimeFigures(ILocalSiloDetails silo, IClusterMembershipService members, MetricStore metrics, TimeProvider clock)
    : ISiloFigures, IIncomingGrainCallFilter
{
    private const int MostChanges = 64;

    private readonly ConcurrentDictionary<string, Counts> _types = new(StringComparer.Ordinal);
    private readonly Queue<MembershipChange> _history = new();
    private ImmutableDictionary<SiloAddress, ClusterMember>? _last;

    /// <summary>Adds them to a host with a silo.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<RuntimeFigures>();
        services.AddSingleton<ISiloFigures>(provider => provider.GetRequiredService<RuntimeFigures>());
        services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<RuntimeFigures>());
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var counts = _types.GetOrAdd(context.TargetId.Type.ToString()!, static _ => new Counts());
        var since = Stopwatch.GetTimestamp();
        try
        {
            await context.Invoke();
        }
        catch
        {
            Interlocked.Increment(ref counts.Errors);
            throw;
        }
        finally
        {
            counts.Latency.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
    }

    public SiloFigures Take()
    {
        var now = members.CurrentSnapshot;
        Note(now.Members, now.Version.Value);
        var living = metrics.Each("orleans_grains").ToDictionary(each => each.Label, each => (long)each.Value, StringComparer.Ordinal);
        return new SiloFigures(
            silo.SiloAddress.ToParsableString(),
            new(now.Version.Value, With(now.Members, SiloStatus.Active), With(now.Members, SiloStatus.ShuttingDown, SiloStatus.Stopping), [.. _history]),
            [.. _types.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => Count(type.Key, type.Value, living.GetValueOrDefault(type.Key)))],
            new((int)metrics.Sum("orleans_reminders_active"), 0, 0));
    }

    private static GrainTypeCount Count(string type, Counts counts, long living)
    {
        var latency = counts.Latency.Take().Values;
        return new(type, living, latency.Total, Interlocked.Read(ref counts.Errors), 0, 0, latency);
    }

    private static ImmutableArray<string> With(ImmutableDictionary<SiloAddress, ClusterMember> members, params SiloStatus[] statuses) =>
    [
        .. members.Values.Where(member => statuses.Contains(member.Status)).Select(member => member.SiloAddress.ToParsableString())
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What changed since the last look; what was there at the first is no change.</summary>
    private void Note(ImmutableDictionary<SiloAddress, ClusterMember> members, long version)
    {
        foreach (var member in _last is null ? [] : members.Values)
        {
            var before = _last!.TryGetValue(member.SiloAddress, out var known) ? EventOf(known.Status) : null;
            if (EventOf(member.Status) is { } what && what != before)
            {
                _history.Enqueue(new(clock.GetUtcNow(), version, member.SiloAddress.ToParsableString(), what));
            }
        }

        while (_history.Count > MostChanges)
        {
            _history.Dequeue();
        }

        _last = members;
    }

    private static MembershipEvent? EventOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => MembershipEvent.Joined,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => MembershipEvent.Leaving,
        SiloStatus.Dead => MembershipEvent.Gone,
        _ => null,
    };

    private sealed class Counts
    {
        public long Errors;

        public Series Latency { get; } = new("", Bounds.Milliseconds);
    }
}
