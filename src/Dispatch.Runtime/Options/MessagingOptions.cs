namespace Orleans.Configuration;

/// <summary>How long calls wait.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer. Default: 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How long calls of a silo wait, and how many may wait for one activation.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>Calls beyond this many waiting for one activation are refused; 0 for no bound. Default: 1,000.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = 1000;
}

/// <summary>How long calls of a client wait.</summary>
public class ClientMessagingOptions : MessagingOptions;
