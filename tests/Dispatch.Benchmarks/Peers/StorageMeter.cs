using System.Diagnostics.Metrics;

namespace Dispatch.Benchmarks.Peers;

/// <summary>What the runtime says of its writes: how long one takes, and how many a commit carries.</summary>
internal sealed class StorageMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];
    private long _writes;
    private long _commits;

    public StorageMeter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "orleans-storage-write-latency" or "dispatch-storage-batch-size")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, took, _, _) =>
        {
            lock (_gate)
            {
                _milliseconds.Add(took);
            }
        });
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            Interlocked.Add(ref _writes, size);
            Interlocked.Increment(ref _commits);
        });
        _listener.Start();
    }

    /// <summary>The median of a write in milliseconds, and how many writes a commit carried on average, since the last time.</summary>
    public (double Median, double Batch) Take()
    {
        lock (_gate)
        {
            var (median, batch) = (Figures.Middle([.. _milliseconds.Order()]), (double)_writes / Math.Max(1, _commits));
            _milliseconds.Clear();
            (_writes, _commits) = (0, 0);
            return (median, batch);
        }
    }

    public void Dispose() => _listener.Dispose();
}
