using Dispatch.Grains.Hosting;

namespace Dispatch.Web.Hosting;

/// <summary>What a failure of stock Orleans' store says about the write.</summary>
internal static class StoreFaults
{
    /// <summary>Whether the failed write is known not to have landed.</summary>
    public static bool WroteNothing(Exception exception) => exception is StoreFailedException { OutcomeUnknown: false };
}
