using Dispatch.Grains.Storage;
using Dispatch.Runtime.Storage;
using Dispatch.Simulation.History;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Dispatch.Simulation.Staging;

/// <summary>Reads what silos log: faults that the simulation causes are part of the play, any other exception is a bug and ends it.</summary>
internal sealed class FaultLog(Stage stage) : ILogger
{
    /// <summary>Faults that were neither caused nor foreseen.</summary>
    public void Judge(Exception fault, string where)
    {
        if (IsPlayed(fault))
        {
            stage.Tell(new Noted(stage.Now, $"{where}: {fault.GetType().Name} {fault.Message}"));
        }
        else
        {
            stage.Tell(new Blunder(stage.Now, where, fault));
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            Judge(exception, formatter(state, null));
        }
        else if (stage.Recorder.Trace is not null && logLevel >= LogLevel.Warning)
        {
            stage.Tell(new Noted(stage.Now, formatter(state, null)));
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <summary>For a silo: every logger is this one.</summary>
    public ILoggerFactory NewFactory() => new Factory(this);

    private static bool IsPlayed(Exception fault) => fault switch
    {
        AggregateException many => many.InnerExceptions.All(IsPlayed),
        StorageUnavailableException or InconsistentStateException or TimeoutException or OperationCanceledException => true,
        SiloUnavailableException or OrleansMessageRejectionException or LimitExceededException or WrittenAfterAllException => true,
        _ => false,
    };

    private sealed class Factory(FaultLog log) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The simulation reads its logs itself.");

        public void Dispose()
        {
        }
    }
}
