namespace Dispatch.Web.Hosting;

/// <summary>How often one client or one account may call, section <c>Dispatch:RateLimits</c>.</summary>
/// <remarks>
/// A client is an address (of IPv6 its first 64 bits, which belong to one household or machine). Many people may share one, at a community centre or
/// behind a carrier's network; raise the limits where they do. Each web process counts for itself.
/// </remarks>
public sealed class RateLimitOptions
{
    /// <summary>Whether limits hold. Off, a warning is printed at start.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests for help, per client and per account.</summary>
    /// <value>Default: 60 a minute. Range: 1..1,000,000.</value>
    public int IntakePerMinute { get; set; } = 60;

    /// <summary>Requests that one client without a sign-in may raise at one station, and as many emergencies beside them; a third of them at once.</summary>
    /// <value>Default: 60 an hour. Range: 3..1,000,000.</value>
    public int IntakePerStationAndHour { get; set; } = 60;

    /// <summary>
    /// Requests without a sign-in at one station, from all clients together; beyond, only clients that have hardly asked yet, and emergencies, are let in.
    /// </summary>
    /// <value>Default: 300 a minute. Range: 1..1,000,000.</value>
    public int StationIntakePerMinute { get; set; } = 300;

    /// <summary>Attempts to sign in, per client.</summary>
    /// <value>Default: 120 a minute. Range: 1..1,000,000.</value>
    public int SignInPerMinute { get; set; } = 120;

    /// <summary>Attempts to sign in, per account, from wherever they come.</summary>
    /// <value>Default: 20 a minute. Range: 1..1,000,000.</value>
    public int SignInPerAccount { get; set; } = 20;

    /// <summary>Misses at signing in, over all accounts, after which a client waits: ten minutes from the first of them.</summary>
    /// <value>Default: 50. Range: 1..1,000,000.</value>
    public int SignInMisses { get; set; } = 50;

    /// <summary>Applications for an account, per client.</summary>
    /// <value>Default: 10 a minute. Range: 1..1,000,000.</value>
    public int ApplicationsPerMinute { get; set; } = 10;

    /// <summary>Applications for an account, per client and station: a station's list of those who wait has 200 places for everybody.</summary>
    /// <value>Default: 20 a day. Range: 1..1,000,000.</value>
    public int ApplicationsPerDay { get; set; } = 20;

    /// <summary>Calls that carry a case code, per client.</summary>
    /// <value>Default: 600 a minute. Range: 1..1,000,000.</value>
    public int HelpPerMinute { get; set; } = 600;

    /// <summary>
    /// Copies and deletions of a resident's data under one case code, from wherever they come, and as many changes of consent. The second fact has four
    /// digits: at this rate, guessing one takes half of them in 500 days.
    /// </summary>
    /// <value>Default: 10 a day. Range: 1..1,000.</value>
    public int DataPerCodeAndDay { get; set; } = 10;

    /// <summary>The same per client, whatever the codes.</summary>
    /// <value>Default: 40 a day. Range: 1..1,000,000.</value>
    public int DataPerClientAndDay { get; set; } = 40;

    /// <summary>Answers to offers and steps of tasks, per client and per account.</summary>
    /// <value>Default: 120 a minute. Range: 1..1,000,000.</value>
    public int AnswersPerMinute { get; set; } = 120;

    /// <summary>Questions to the service record, per client and per account.</summary>
    /// <value>Default: 240 a minute. Range: 1..1,000,000.</value>
    public int InsightPerMinute { get; set; } = 240;

    /// <summary>New live connections, per client.</summary>
    /// <value>Default: 300 a minute. Range: 1..1,000,000.</value>
    public int ConnectionsPerMinute { get; set; } = 300;

    /// <summary>Live connections that one client may have open.</summary>
    /// <value>Default: 500. Range: 1..1,000,000.</value>
    public int ConnectionsOpen { get; set; } = 500;

    /// <summary>Calls over one live connection; who floods it is cut off. Five seconds' worth may come at once.</summary>
    /// <value>Default: 20 a second. Range: 1..10,000.</value>
    public int HubCallsPerSecond { get; set; } = 20;
}
