namespace Orleans.Runtime;

/// <summary>The base of the runtime's failures.</summary>
public class OrleansException : Exception
{
    public OrleansException()
        : this("Unexpected error.")
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The runtime is configured in a way that cannot work.</summary>
public class OrleansConfigurationException : Exception
{
    public OrleansConfigurationException()
    {
    }

    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    public OrleansConfigurationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The call was not delivered; it did not run.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The silo that had the call is gone; whether the call ran is not known.</summary>
public class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException()
        : base("The silo is gone.")
    {
    }

    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    public SiloUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The observer that was called is gone.</summary>
public class ClientNotAvailableException : OrleansException
{
    public ClientNotAvailableException()
        : this("The observer is gone.")
    {
    }

    public ClientNotAvailableException(string message)
        : base(message)
    {
    }

    public ClientNotAvailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A bounded queue is full; the call did not run and may be repeated later.</summary>
public class LimitExceededException : OrleansException
{
    public LimitExceededException()
        : this("A limit is exceeded.")
    {
    }

    public LimitExceededException(string message)
        : base(message)
    {
    }

    public LimitExceededException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public LimitExceededException(string limitName, int current, int threshold, object? extraInfo)
        : base($"Limit {limitName} is exceeded: {current} of {threshold}. {extraInfo}")
    {
    }
}
