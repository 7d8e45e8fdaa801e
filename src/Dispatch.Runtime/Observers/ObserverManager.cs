using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>Observers of a grain, by themselves.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log)
    where TObserver : notnull;
