namespace Dispatch.Web.Hosting;

/// <summary>The largest and the slowest that is read from a connection, section <c>Dispatch:Limits</c>.</summary>
public sealed class LimitOptions
{
    /// <summary>The largest body.</summary>
    /// <value>Default: 65,536 bytes, thirty times the longest description. Range: 4,096..1,048,576.</value>
    public int BodyBytes { get; set; } = 64 * 1024;

    /// <summary>The longest request line, which holds the address.</summary>
    /// <value>Default: 4,096 bytes. Range: 512..65,536.</value>
    public int UrlBytes { get; set; } = 4 * 1024;

    /// <summary>All headers together.</summary>
    /// <value>Default: 16,384 bytes. Range: 4,096..65,536.</value>
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>How many headers.</summary>
    /// <value>Default: 64. Range: 16..256.</value>
    public int Headers { get; set; } = 64;

    /// <summary>How long the headers may take.</summary>
    /// <value>Default: 10 s. Range: 1..120.</value>
    public int HeaderSeconds { get; set; } = 10;

    /// <summary>The slowest that a body may come, after the first five seconds.</summary>
    /// <value>Default: 240 bytes/s. Range: 1..1,000,000.</value>
    public int BodyBytesPerSecond { get; set; } = 240;

    /// <summary>The largest message to the live hub.</summary>
    /// <value>Default: 4,096 bytes. Range: 1,024..65,536.</value>
    public int HubMessageBytes { get; set; } = 4 * 1024;
}
