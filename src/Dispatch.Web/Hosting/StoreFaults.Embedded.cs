using Dispatch.Runtime.Storage;

namespace Dispatch.Web.Hosting;

/// <summary>What a failure of the embedded runtime's store says about the write.</summary>
internal static class StoreFaults
{
    /// <summary>Whether the failed write is known not to have landed.</summary>
    public static bool WroteNothing(Exception exception) => exception is StorageUnavailableException { OutcomeUnknown: false };
}
