using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Dispatch.Web.Accounts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>How often a client and an account may call: by policy on routes, and by hand where only the body tells whom it concerns.</summary>
internal sealed class RateLimits : IDisposable
{
    public const string Intake = "intake";
    public const string SignIn = "sign-in";
    public const string Help = "help";
    public const string Answers = "answers";
    public const string Insight = "insight";
    public const string Connections = "connections";
    public const string Applications = "applications";

    private readonly PartitionedRateLimiter<string> _follows;
    private readonly PartitionedRateLimiter<string> _signIns;
    private readonly PartitionedRateLimiter<string> _applications;
    private readonly PartitionedRateLimiter<string> _dataOfCodes;
    private readonly PartitionedRateLimiter<string> _dataOfClients;

    public RateLimits(IOptions<DispatchOptions> options)
    {
        var settings = options.Value.RateLimits;
        _follows = PerMinute(settings, settings.HelpPerMinute);
        _signIns = PerMinute(settings, settings.SignInPerAccount);
        _applications = PerHour(settings, settings.ApplicationsPerDay, settings.ApplicationsPerDay / 24.0);
        _dataOfCodes = PerHour(settings, settings.DataPerCodeAndDay, settings.DataPerCodeAndDay / 24.0);
        _dataOfClients = PerHour(settings, settings.DataPerClientAndDay, settings.DataPerClientAndDay / 24.0);
    }

    /// <summary>Takes one call with a case code over the hub; false: this client has had its share for now.</summary>
    public bool TryTakeFollow(HttpContext? context) => context is not null && TryTake(_follows, Client(context));

    /// <summary>Takes one attempt to sign in to an account; false: it has had its share for now.</summary>
    public bool TryTakeSignIn(string account) => TryTake(_signIns, account);

    /// <summary>Takes one application at a station; false: this client has had its share for now.</summary>
    public bool TryTakeApplication(HttpContext context, string station) => TryTake(_applications, $"{station}/{Client(context)}");

    /// <summary>Takes one copy or deletion of a resident's data; false: the client, or the case code from wherever it comes, has had its share for now.</summary>
    public bool TryTakeData(HttpContext context, string request) => TryTake(_dataOfClients, Client(context)) && TryTake(_dataOfCodes, request);

    /// <summary>Takes one change of a resident's consent; a share of its own, and as large.</summary>
    public bool TryTakeConsent(HttpContext context, string request) =>
        TryTake(_dataOfClients, $"consent/{Client(context)}") && TryTake(_dataOfCodes, $"consent/{request}");

    public void Dispose()
    {
        _dataOfClients.Dispose();
        _dataOfCodes.Dispose();
        _applications.Dispose();
        _follows.Dispose();
        _signIns.Dispose();
    }

    public static void Add(IServiceCollection services, RateLimitOptions settings)
    {
        services.AddSingleton<RateLimits>();
        services.AddRateLimiter(limiter =>
        {
            foreach (var (name, perMinute) in Policies(settings))
            {
                limiter.AddPolicy(name, context => Partition(settings, Client(context), perMinute));
            }

            // Whoever is signed in has one share more, the account's, however many addresses it calls from.
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Account(settings, context));
            limiter.OnRejected = (rejected, _) =>
                new ValueTask(Problems.WriteAsync(rejected.HttpContext, new Refusal(RefusalCode.LimitRate, "This client or account has called too often.")));
        });
    }

    /// <summary>Whose share a call is taken from: the address, and of IPv6 the network that one household or machine has to itself.</summary>
    public static string Client(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return "local";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString()
            : address.ToString();
    }

    /// <summary>A limiter of calls per minute; none while limits are off.</summary>
    public static PartitionedRateLimiter<string> PerMinute(RateLimitOptions settings, int perMinute) =>
        PartitionedRateLimiter.Create<string, string>(key => Partition(settings, key, perMinute));

    /// <summary>A limiter of so many at once, which come back over the hours; none while limits are off.</summary>
    public static PartitionedRateLimiter<string> PerHour(RateLimitOptions settings, int atOnce, double perHour) =>
        PartitionedRateLimiter.Create<string, string>(key => settings.Enabled
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(1, atOnce),
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromHours(1) / perHour,
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter("off"));

    public static bool TryTake(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static IEnumerable<(string Name, int PerMinute)> Policies(RateLimitOptions settings) =>
    [
        (Intake, settings.IntakePerMinute),
        (SignIn, settings.SignInPerMinute),
        (Applications, settings.ApplicationsPerMinute),
        (Help, settings.HelpPerMinute),
        (Answers, settings.AnswersPerMinute),
        (Insight, settings.InsightPerMinute),
        (Connections, settings.ConnectionsPerMinute),
    ];

    private static RateLimitPartition<string> Account(RateLimitOptions settings, HttpContext context)
    {
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        var perMinute = policy switch { Intake => settings.IntakePerMinute, Answers => settings.AnswersPerMinute, Insight => settings.InsightPerMinute, _ => 0 };
        return perMinute > 0 && context.User.Identity is { IsAuthenticated: true }
            ? Partition(settings, $"{policy}/{context.User.Actor().Account}", perMinute)
            : RateLimitPartition.GetNoLimiter("open");
    }

    private static RateLimitPartition<string> Partition(RateLimitOptions settings, string key, int perMinute) => settings.Enabled
        ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(perMinute))
        : RateLimitPartition.GetNoLimiter("off");

    /// <summary>A minute's share may be used at once, then it comes back bit by bit.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute >= 60 ? 1 : 60.0 / perMinute),
        QueueLimit = 0,
    };
}
