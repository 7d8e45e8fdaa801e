using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Diagnostics;
using Dispatch.Runtime.References;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Configuration;
using System.Diagnostics;
using System.Reflection;

namespace Dispatch.Runtime.Activations;

/// <summary>What all activations of one grain class on one silo share.</summary>
internal sealed class GrainClass
{
    private readonly Func<IGrainContext, object> _factory;
    private readonly KeyValuePair<string, object?> _tag;
    private long _activations;
    private long _finishedCalls;
    private long _errors;

    public GrainClass(Silo silo, GrainClassInfo info, GrainCollectionOptions collection)
    {
        Silo = silo;
        Info = info;
        IsReentrant = info.Type.GetCustomAttribute<ReentrantAttribute>() is not null;
        Workers = info.Type.GetCustomAttribute<StatelessWorkerAttribute>() switch
        {
            null => 0,
            { MaxLocalWorkers: > 0 } worker => worker.MaxLocalWorkers,
            _ => silo.DefaultWorkers,
        };
        IdleSeconds = IdleAge(info.Type, collection);
        _tag = new("type", info.GrainType.ToString());
        (_factory, HasParts) = GrainConstructor.Compile(info.Type, silo.Services);
    }

    public Silo Silo { get; }

    public GrainClassInfo Info { get; }

    public bool IsReentrant { get; }

    /// <summary>The most activations of one stateless worker on this silo; 0 when the class is none.</summary>
    public int Workers { get; }

    public int IdleSeconds { get; }

    /// <summary>Some constructor parameter is supplied by a binder.</summary>
    public bool HasParts { get; }

    public long Activations => Interlocked.Read(ref _activations);

    public long FinishedCalls => Interlocked.Read(ref _finishedCalls);

    public long Errors => Interlocked.Read(ref _errors);

    public LatencyHistogram Latency { get; } = new();

    public object Make(IGrainContext context) => _factory(context);

    public void Activated()
    {
        Interlocked.Increment(ref _activations);
        SiloMetrics.Activated(_tag);
    }

    public void ActivationFailed() => SiloMetrics.ActivationFailed(_tag);

    public void Deactivated(uint calls)
    {
        Interlocked.Decrement(ref _activations);
        Interlocked.Add(ref _finishedCalls, calls);
        SiloMetrics.Deactivated(_tag);
    }

    /// <summary>A measured call is done. What the activation does for itself is nobody's waiting.</summary>
    public void Took(Call call)
    {
        if (!call.IsOwn)
        {
            var ticks = Stopwatch.GetTimestamp() - call.ArrivedAt;
            Latency.Add(ticks);
            SiloMetrics.Took(ticks * 1000.0 / Stopwatch.Frequency, _tag);
        }
    }

    public void Failed(Call call, Exception fault)
    {
        Interlocked.Increment(ref _errors);
        if (call.IsOneWay)
        {
            Silo.Log.LogWarning(fault, "{Method} of {Grain} failed; nobody waits for it.", call.Method, call.Target);
        }
    }

    /// <summary>The coarse clock of a silo lags by up to one quantum, hence the added one.</summary>
    private static int IdleAge(Type type, GrainCollectionOptions collection)
    {
        var age = type.GetCustomAttribute<KeepAliveAttribute>() is not null
            ? TimeSpan.MaxValue
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit
                ?? collection.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.CollectionAge);
        return age.TotalSeconds + collection.CollectionQuantum.TotalSeconds >= int.MaxValue
            ? int.MaxValue
            : (int)Math.Ceiling((age + collection.CollectionQuantum).TotalSeconds);
    }
}
